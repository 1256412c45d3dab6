import { Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Failure } from '../explore/Failure.tsx';
import { displayName } from '../principal/describe.ts';
import { useRoute } from '../route/use-route.ts';
import { Loading, State } from '../ui/State.tsx';
import { counted } from '../util/words.ts';
import { type UseRow, usesToLookAt } from './queries.ts';
import lists from '../ui/lists.module.css';
import classes from './usage.module.css';
import { callsText } from './words.ts';

/** Calls that the policies of the snapshot would refuse, and calls that were refused. */
export function UsesToLookAt() {
  const { data, error, refetch } = useQuery(usesToLookAt());
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="Setting calls beside hops…" />;
  const { withoutHop, refused } = data;
  if (withoutHop.totalCount + refused.totalCount === 0)
    return <State glyph="check" title="Every call that was logged has a hop, and none was refused" />;
  return (
    <div className={lists.frame} tabIndex={0} role="region" aria-label="Calls to look at">
      <Uses title={`${counted(withoutHop.totalCount, 'use')} without a hop`} rows={withoutHop.edges} />
      <Uses title={`${counted(refused.totalCount, 'caller')} refused`} rows={refused.edges} />
    </div>
  );
}

function Uses({ title, rows }: { title: string; rows: readonly UseRow[] }) {
  if (rows.length === 0) return null;
  return (
    <section className={classes.part} aria-label={title}>
      <h2 className={classes.heading}>{title}</h2>
      <ul className={lists.list}>
        {rows.map((row, position) => (
          <Row key={position} row={row} />
        ))}
      </ul>
    </section>
  );
}

function Row({ row }: { row: UseRow }) {
  const { change } = useRoute();
  const { source, role, roleArn, reason, errors } = row;
  const calls = reason === null ? row.refused : row.allowed;
  const text = `${callerName(row)} → ${role === null ? roleArn : displayName(role)}`;
  return (
    <li className={classes.item}>
      {source !== null && role !== null ? (
        <UnstyledButton
          onClick={() => change({ selection: { kind: 'hop', from: source.nodeId, to: role.nodeId } })}
          title={`${source.nodeId} → ${role.nodeId}`}
        >
          <Text size="sm" td="underline" span>
            {text}
          </Text>
        </UnstyledButton>
      ) : (
        <Text size="sm">{text}</Text>
      )}
      {calls && (
        <Text size="sm" c="dimmed">
          {callsText(calls)}
          {reason === null && errors.length > 0 && ` · ${errors.join(', ')}`}
        </Text>
      )}
      {reason && (
        <Text size="sm" c="dimmed" className={classes.why}>
          {reason.text}
        </Text>
      )}
    </li>
  );
}

function callerName({ caller: { kind, id, accountId, subject }, source }: UseRow): string {
  if (subject !== null) return `${subject} (${id})`;
  if (source !== null) return displayName(source);
  if (kind === 'ACCOUNT') return `Someone of account ${id}`;
  return accountId === null || id.includes(accountId) ? id : `${id} of account ${accountId}`;
}
