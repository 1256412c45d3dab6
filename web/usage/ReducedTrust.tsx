import { Badge, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Failure } from '../explore/Failure.tsx';
import { shortName } from '../panel/short-name.ts';
import { DocumentDiff } from '../policy/DocumentDiff.tsx';
import { useRoute } from '../route/use-route.ts';
import { Loading } from '../ui/State.tsx';
import { groupBy } from '../util/collections.ts';
import { counted } from '../util/words.ts';
import { type ReducedTrustPolicy, reducedTrustPolicy } from './queries.ts';
import lists from '../ui/lists.module.css';
import classes from './usage.module.css';
import { OUTCOME_NAMES } from './words.ts';

/** The trust policy of a role with those alone who used it, as a proposal. */
export function ReducedTrust({ role }: { role: string }) {
  const { route } = useRoute();
  const { data, error, refetch } = useQuery(reducedTrustPolicy(role, route.days, route.keep));
  return (
    <section className={classes.part} aria-label="Reduced trust policy">
      <h2 className={classes.heading}>The trust policy, reduced to those who were seen</h2>
      <Text size="sm" c="dimmed">
        A proposal: nothing is changed. What is seldom needed stays when it is named here.
      </Text>
      <Keep key={route.keep.join()} />
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading what="Deciding every hop with both policies…" />}
      {data && <Proposal data={data} />}
    </section>
  );
}

function Proposal({ data }: { data: ReducedTrustPolicy }) {
  const { before, after, entries, warnings, complete, why } = data;
  if (before === null || after === null) return <Text size="sm">{why}</Text>;
  return (
    <>
      <ul className={lists.list}>
        {entries.map((entry, position) => (
          <li key={position} className={classes.item}>
            <Badge variant="default" size="sm">
              {OUTCOME_NAMES[entry.outcome]}
            </Badge>
            <Text size="sm" title={`Statement ${entry.statement}${entry.sid ? ` (${entry.sid})` : ''}`}>
              {entry.name}
            </Text>
            <Text size="sm" c="dimmed" className={classes.why}>
              {entry.why}
            </Text>
          </li>
        ))}
      </ul>
      <DocumentDiff name="the trust policy" before={before} after={after} />
      <Losses data={data} />
      {warnings.map((warning) => (
        <Text key={warning} size="sm">
          {warning}
        </Text>
      ))}
      {!complete && (
        <Text size="sm">Something could not be read, or not all roles beyond were looked at: this may change.</Text>
      )}
    </>
  );
}

/** Those who lose this role by name, those beyond it by how many lose each. */
function Losses({ data: { losses, lossCount } }: { data: ReducedTrustPolicy }) {
  if (losses.length === 0) return <Text size="sm">Nobody loses access.</Text>;
  const [[own, direct], ...beyond] = [...groupBy(losses, ({ targetId }) => targetId)] as [
    [string, typeof losses],
    ...[string, typeof losses][],
  ];
  return (
    <>
      <Text size="sm" fw={600} mt={8}>
        Who would lose {shortName(own)}, also over chains
      </Text>
      <ul className={classes.losses}>
        {direct.map(({ sourceId, after }) => (
          <li key={sourceId} title={sourceId}>
            {shortName(sourceId)}
            {after !== null && ' but for some requests'}
          </li>
        ))}
      </ul>
      {beyond.map(([target, lost]) => (
        <Text key={target} size="sm" c="dimmed" title={target}>
          and {shortName(target)} beyond it: {counted(lost.length, 'principal')}
        </Text>
      ))}
      {losses.length < lossCount && (
        <Text size="sm" c="dimmed">
          The first {losses.length.toLocaleString('en')} of {lossCount.toLocaleString('en')} losses are counted here.
        </Text>
      )}
    </>
  );
}

/** Principals to keep, taken over with Enter, or when it is left. */
function Keep() {
  const { route, change } = useRoute();
  const [text, setText] = useState(route.keep.join(', '));
  const take = (event?: FormEvent): void => {
    event?.preventDefault();
    const keep = text.split(',').map((word) => word.trim());
    change({ keep: keep.filter((word) => word !== '') });
  };
  return (
    <form onSubmit={take}>
      <TextInput
        size="xs"
        my={8}
        aria-label="Keep"
        placeholder="Keep: ARN or ACCOUNT/NAME, separated by commas"
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onBlur={() => take()}
      />
    </form>
  );
}
