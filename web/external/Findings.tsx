import { Badge, Button, Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Failure } from '../explore/Failure.tsx';
import { displayName } from '../principal/describe.ts';
import { PrincipalLine } from '../principal/PrincipalLine.tsx';
import { TakeAwayButton } from '../resolution/TakeAwayButton.tsx';
import { useRoute } from '../route/use-route.ts';
import { Loading, State } from '../ui/State.tsx';
import lists from '../ui/lists.module.css';
import classes from './external.module.css';
import { type ComparedAccess, findings, type FindingsAnswer } from './queries.ts';
import { MATCH_NAMES } from './words.ts';

/** Access from outside as rolereach derives it beside what Access Analyzer reports. */
export function Findings() {
  const { route } = useRoute();
  const { data, error, refetch } = useQuery(findings(route));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="Setting findings beside hops…" />;
  if (data.edges.length === 0) return <State glyph="check" title="There is no such access from outside" />;
  return (
    <>
      <p className={lists.summary}>
        <strong>{data.bothCount.toLocaleString('en')}</strong> known to both ·{' '}
        <strong>{data.onlyAccessAnalyzerCount.toLocaleString('en')}</strong> only to Access Analyzer ·{' '}
        <strong>{data.onlyRolereachCount.toLocaleString('en')}</strong> only to rolereach
        {data.edges.length < data.totalCount && ` · the first ${data.edges.length.toLocaleString('en')} are shown`}
      </p>
      <div className={lists.frame} tabIndex={0} role="region" aria-label="Access from outside">
        <ul className={lists.list}>
          {data.edges.map((row, position) => (
            <Row key={position} row={row} />
          ))}
        </ul>
        <ArchiveRules analyzers={data.analyzers} />
      </div>
    </>
  );
}

function Row({ row }: { row: ComparedAccess }) {
  const { change } = useRoute();
  const { role, roleArn, accountId, match, reason } = row;
  return (
    <li className={classes.item}>
      <div className={classes.access}>
        <Text size="sm" className={classes.who}>
          {whoOf(row)} →
        </Text>
        {role === null ? (
          <Text size="sm" className={classes.who}>
            {roleArn ?? accountId}
          </Text>
        ) : (
          <UnstyledButton
            title={role.nodeId}
            onClick={() => change({ selection: { kind: 'principal', id: role.nodeId } })}
          >
            <PrincipalLine principal={role} />
          </UnstyledButton>
        )}
        <span className={classes.marks}>
          {[...new Set(row.findings.map(({ status }) => status))].map((status) => (
            <Badge key={status} variant="default" size="sm">
              {status}
            </Badge>
          ))}
          <Badge variant="light" size="sm" color={match === 'BOTH' ? 'gray' : 'red'}>
            {MATCH_NAMES[match]}
          </Badge>
        </span>
      </div>
      {reason && (
        <Text size="sm" c="dimmed" className={classes.reason}>
          {reason.text}
        </Text>
      )}
      <RowActions row={row} />
    </li>
  );
}

/** An active finding is cut, or archived; a hop without one is cut as it is, where it is that of one principal. */
function RowActions({ row }: { row: ComparedAccess }) {
  const { change } = useRoute();
  const { source, role, hops, sourceCount } = row;
  const finding = row.findings.find(({ status }) => status === 'ACTIVE')?.id;
  const hop = source && role && hops === 1 && sourceCount === 1 ? { from: source.nodeId, to: role.nodeId } : null;
  const cut = finding === undefined ? hop : { finding };
  if (cut === null) return null;
  return (
    <div className={classes.actions}>
      <TakeAwayButton cut={cut} of={whoOf(row)} />
      {finding !== undefined && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Archive… the finding about ${whoOf(row)}`}
          onClick={() => change({ resolution: { kind: 'archive', finding } })}
        >
          Archive…
        </Button>
      )}
    </div>
  );
}

function whoOf({ principal, vendor, source, sourceCount }: ComparedAccess): string {
  const name = principal === '*' ? 'Anyone' : (principal ?? (source === null ? 'Unknown' : displayName(source)));
  const more = sourceCount > 1 ? ` (${sourceCount.toLocaleString('en')})` : '';
  return vendor === null ? `${name}${more}` : `${vendor}, ${name}${more}`;
}

function ArchiveRules({ analyzers }: Pick<FindingsAnswer, 'analyzers'>) {
  const rules = analyzers.flatMap(({ arn, name, region, archiveRules }) =>
    archiveRules.map((rule) => ({ ...rule, key: `${arn} ${rule.name}`, analyzer: `${name}, ${region}` })),
  );
  if (rules.length === 0) return null;
  return (
    <section className={classes.rules} aria-label="Archive rules">
      <h2 className={classes.heading}>Archive rules</h2>
      <ul className={lists.list}>
        {rules.map(({ key, name, analyzer, criteria, hides }) => (
          <li key={key} className={classes.item}>
            <Text size="sm">
              {name} <span className={lists.dimmed}>({analyzer})</span> hides {hides.toLocaleString('en')}
            </Text>
            <Text size="sm" c="dimmed">
              {criteria.join(' · ')}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
