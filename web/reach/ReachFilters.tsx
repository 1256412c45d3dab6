import { Chip, NativeSelect } from '@mantine/core';
import type { Direction } from '../chains/scene/nearer.ts';
import { useRoute } from '../route/use-route.ts';
import classes from './reach.module.css';
import type { ReachAnswer } from './queries.ts';

const MOST_HOPS = 10;

export function ReachFilters({ answer, direction }: { answer: ReachAnswer; direction: Direction }) {
  const { route, change } = useRoute();
  const furthest = Math.min(MOST_HOPS, Math.max(answer.countsByHops.length, route.maxHops ?? 1));
  return (
    <div className={classes.filters} role="group" aria-label="Filters">
      <NativeSelect
        size="xs"
        aria-label="Most hops"
        value={route.maxHops ?? ''}
        onChange={({ currentTarget }) => change({ maxHops: Number(currentTarget.value) || null })}
        data={[
          { value: '', label: 'Any hops' },
          ...Array.from({ length: furthest }, (_, i) => ({
            value: String(i + 1),
            label: i === 0 ? '1 hop' : `≤ ${i + 1} hops`,
          })),
        ]}
      />
      <Chip size="xs" checked={route.allowed} onChange={(allowed) => change({ allowed })}>
        Only allowed
      </Chip>
      {direction === 'towards' && (
        <Chip size="xs" checked={route.outside} onChange={(outside) => change({ outside })}>
          Only from outside
        </Chip>
      )}
      {route.as === 'graph' && (
        <Chip size="xs" checked={route.used} onChange={(used) => change({ used })}>
          What was used
        </Chip>
      )}
    </div>
  );
}
