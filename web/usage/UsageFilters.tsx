import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { USAGE_LISTS } from '../route/route.ts';
import { useRoute } from '../route/use-route.ts';
import lists from '../ui/lists.module.css';
import { DEFAULT_DAYS } from './words.ts';

const CHOICES = [7, 30, 60, DEFAULT_DAYS, 180, 365];

export function UsageFilters() {
  const { route, change } = useRoute();
  const days = route.days ?? DEFAULT_DAYS;
  const choices = CHOICES.includes(days) ? CHOICES : [...CHOICES, days].toSorted((a, b) => a - b);
  return (
    <div className={lists.filters} role="group" aria-label="Filters">
      {route.to === null ? (
        <SegmentedControl
          size="xs"
          aria-label="What to show"
          value={route.show}
          onChange={(value) => change({ show: USAGE_LISTS.find((list) => list === value) ?? 'roles', selection: null })}
          data={[
            { value: 'roles', label: 'Roles' },
            { value: 'unused', label: 'Unused hops' },
            { value: 'look', label: 'To look at' },
          ]}
        />
      ) : (
        <Button size="xs" variant="default" onClick={() => change({ to: null, keep: [], selection: null })}>
          All roles
        </Button>
      )}
      <NativeSelect
        size="xs"
        aria-label="For how long"
        value={days}
        onChange={({ currentTarget: { value } }) =>
          change({ days: Number(value) === DEFAULT_DAYS ? null : Number(value) })
        }
        data={choices.map((each) => ({ value: String(each), label: `${each} days` }))}
      />
    </div>
  );
}
