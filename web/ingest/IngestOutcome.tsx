import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { GlyphIcon } from '../ui/GlyphIcon.tsx';
import { counted } from '../util/words.ts';
import classes from './ingest.module.css';
import { type Ingest, outcome, type Outcome } from './queries.ts';
import { Problems } from './Problems.tsx';

/** What an ingest has come to, and what could not be read. */
export function IngestOutcome({ ingest }: { ingest: Ingest }) {
  const { data } = useQuery(outcome(ingest.id));
  if (!data) return null;
  return (
    <section aria-label="The last one" className={classes.section}>
      <Text size="sm" role="status" className={classes.result} data-state={ingest.state}>
        <GlyphIcon glyph={ingest.state === 'DONE' ? 'check' : 'warning'} size={16} />
        {resultOf(ingest, data)}
      </Text>
      <Unread outcome={data} />
    </section>
  );
}

function resultOf({ state }: Ingest, { generation, error }: Outcome): string {
  if (generation) {
    const { generation: number, accounts, principals, edges } = generation;
    const size = [counted(accounts, 'account'), counted(principals, 'principal'), counted(edges, 'hop')].join(', ');
    return `Generation ${number} was loaded: ${size}.`;
  }
  return state === 'STOPPED' ? 'The last one was stopped; nothing has changed.' : `The last one failed. ${error ?? ''}`;
}

function Unread({ outcome: { problems, failedAccounts, failedAccountCount } }: { outcome: Outcome }) {
  const more = failedAccountCount - failedAccounts.length;
  if (problems.length === 0 && failedAccountCount === 0) return null;
  return (
    <>
      <Text size="sm">What it could not read; answers that this may change say that they are incomplete.</Text>
      <ul className={classes.unread} tabIndex={0} aria-label="What could not be read">
        {problems.length > 0 && <Problems of="The organization" note="not all of it" problems={problems} />}
        {failedAccounts.map(({ accountId, partial, problems: own }) => (
          <Problems key={accountId} of={accountId} note={partial ? 'in part' : 'not at all'} problems={own} />
        ))}
        {more > 0 && <li>… and {counted(more, 'account')} more</li>}
      </ul>
    </>
  );
}
