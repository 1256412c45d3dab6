import { Progress, Text } from '@mantine/core';
import type { Ingest } from './queries.ts';
import classes from './ingest.module.css';
import { duration } from './words.ts';

const SHOWN_IN_FLIGHT = 8;

/** How far an ingest is. */
export function IngestRunning({ ingest: { state, step, done, total, accounts } }: { ingest: Ingest }) {
  const text = state === 'STOPPING' ? 'stopping' : step;
  return (
    <section aria-label="Progress" className={classes.section}>
      <Text size="sm" fw={600} className={classes.step}>
        <span>{text}</span>
        {total > 1 && <span>{Math.floor((100 * done) / total)} %</span>}
      </Text>
      <Progress
        value={total > 0 ? (100 * done) / total : 100}
        animated={total === 0}
        aria-label={text}
        transitionDuration={200}
      />
      {accounts && <Accounts accounts={accounts} />}
    </section>
  );
}

function Accounts({ accounts }: { accounts: NonNullable<Ingest['accounts']> }) {
  const { done, total, failed, inFlight, perSecond, secondsLeft } = accounts;
  const numbers = [
    ['accounts done', `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`],
    ['failed', failed.toLocaleString('en')],
    ['a second', perSecond.toFixed(perSecond < 10 ? 1 : 0)],
    ['left', secondsLeft === null ? '–' : duration(secondsLeft)],
  ] as const;
  const more = inFlight.length - SHOWN_IN_FLIGHT;
  return (
    <>
      <dl className={classes.numbers}>
        {numbers.map(([name, value]) => (
          <div key={name} data-failed={name === 'failed' && failed > 0 ? '' : undefined}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {inFlight.length > 0 && (
        <Text size="xs" c="dimmed">
          Under way: {inFlight.slice(0, SHOWN_IN_FLIGHT).join(', ')}
          {more > 0 && ` and ${more} more`}
        </Text>
      )}
    </>
  );
}
