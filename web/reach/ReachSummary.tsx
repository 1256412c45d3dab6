import { Title, Tooltip, UnstyledButton } from '@mantine/core';
import { displayName } from '../principal/describe.ts';
import { PageTitle } from '../ui/PageTitle.tsx';
import { counted } from '../util/words.ts';
import { useRoute } from '../route/use-route.ts';
import classes from './reach.module.css';
import type { ReachAnswer, ReachQuestion } from './queries.ts';

/** The answer in a sentence, and how it spreads over distances. */
export function ReachSummary({ answer, question }: { answer: ReachAnswer; question: ReachQuestion }) {
  const { totalCount, allowedCount, externalCount } = answer;
  const parts = [
    allowedCount > 0 && `${allowedCount.toLocaleString('en')} always`,
    totalCount > allowedCount && `${(totalCount - allowedCount).toLocaleString('en')} under conditions`,
    externalCount > 0 && `${externalCount.toLocaleString('en')} from outside or an AWS service`,
  ];
  return (
    <div className={classes.summary}>
      <div className={classes.words}>
        <Title order={1} className={classes.sentence}>
          {sentence(answer, question)}
        </Title>
        <PageTitle title={sentence(answer, question)} />
        {totalCount > 0 && <p className={classes.parts}>{parts.filter(Boolean).join(' · ')}</p>}
      </div>
      {totalCount > 0 && <HopCounts counts={answer.countsByHops} />}
    </div>
  );
}

function sentence({ target, totalCount }: ReachAnswer, { direction }: ReachQuestion): string {
  const name = displayName(target);
  if (direction === 'towards') return `${counted(totalCount, 'principal')} can reach ${name}`;
  return `${name} can reach ${counted(totalCount, 'role')}`;
}

/** How many are at each distance; pressing one leaves out those further away. */
function HopCounts({ counts }: { counts: readonly number[] }) {
  const { route, change } = useRoute();
  const most = Math.max(...counts);
  return (
    <ul className={classes.counts} aria-label="How many at each distance">
      {counts.map((count, i) => {
        const hops = i + 1;
        const chosen = route.maxHops === hops;
        const label = `${count.toLocaleString('en')} at ${counted(hops, 'hop')}`;
        return (
          <li key={hops}>
            <Tooltip label={`${label}. ${chosen ? 'Show any number of hops' : 'Show no more hops than that'}`}>
              <UnstyledButton
                className={classes.count}
                aria-label={label}
                aria-pressed={chosen}
                onClick={() => change({ maxHops: chosen ? null : hops })}
              >
                <span className={classes.column} style={{ height: 3 + (17 * count) / most }} />
                <span>{hops}</span>
              </UnstyledButton>
            </Tooltip>
          </li>
        );
      })}
      <li className={classes.unit} aria-hidden>
        {counts.length === 1 ? 'hop' : 'hops'}
      </li>
    </ul>
  );
}
