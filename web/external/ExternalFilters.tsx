import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { FINDING_MATCHES, OUTSIDE_KINDS } from '../route/route.ts';
import { useRoute } from '../route/use-route.ts';
import lists from '../ui/lists.module.css';
import { KIND_NAMES, MATCH_NAMES } from './words.ts';

export function ExternalFilters() {
  const { route, change } = useRoute();
  return (
    <div className={lists.filters} role="group" aria-label="Filters">
      <SegmentedControl
        size="xs"
        aria-label="What to show"
        value={route.compare ? 'findings' : 'roles'}
        onChange={(value) => change({ compare: value === 'findings', selection: null })}
        data={[
          { value: 'roles', label: 'Roles' },
          { value: 'findings', label: 'Beside Access Analyzer' },
        ]}
      />
      <ZoneOfTrust key={route.zone.join()} />
      <NativeSelect
        size="xs"
        aria-label="From whom"
        value={route.by ?? ''}
        onChange={({ currentTarget: { value } }) =>
          change({ by: OUTSIDE_KINDS.find((kind) => kind === value) ?? null })
        }
        data={[
          { value: '', label: 'All but services' },
          ...OUTSIDE_KINDS.map((kind) => ({ value: kind, label: KIND_NAMES[kind] })),
        ]}
      />
      {route.compare && (
        <NativeSelect
          size="xs"
          aria-label="Who knows of it"
          value={route.match ?? ''}
          onChange={({ currentTarget: { value } }) =>
            change({ match: FINDING_MATCHES.find((match) => match === value) ?? null })
          }
          data={[
            { value: '', label: 'Whoever knows' },
            ...FINDING_MATCHES.map((match) => ({ value: match, label: MATCH_NAMES[match] })),
          ]}
        />
      )}
    </div>
  );
}

/** Accounts and units, by id or name; taken over with Enter, or when it is left. */
function ZoneOfTrust() {
  const { route, change } = useRoute();
  const [text, setText] = useState(route.zone.join(', '));
  const take = (event?: FormEvent): void => {
    event?.preventDefault();
    const zone = text.split(',').map((word) => word.trim());
    change({ zone: zone.filter((word) => word !== '') });
  };
  return (
    <form onSubmit={take}>
      <TextInput
        size="xs"
        aria-label="Zone of trust"
        placeholder="Zone: the organization"
        title="Accounts and organizational units, by id or name, separated by commas"
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onBlur={() => take()}
      />
    </form>
  );
}
