import { Title, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { PrincipalKind } from '../api/fragments.ts';
import { PrincipalLine } from '../principal/PrincipalLine.tsx';
import { useRoute } from '../route/use-route.ts';
import { principalSearch } from '../search/queries.ts';
import classes from './start.module.css';

interface Suggestion {
  readonly title: string;
  readonly text: string;
  readonly kinds: readonly PrincipalKind[];
  readonly end: 'from' | 'to';
}

/** Found by name or kind alone: a place to begin, not a judgement. */
const SUGGESTIONS: readonly Suggestion[] = [
  { title: 'Who can reach these? Roles with “admin” in their name', text: 'admin', kinds: ['ROLE'], end: 'to' },
  {
    title: 'What can these reach? Outsiders and those who sign in',
    text: '',
    kinds: ['PUBLIC', 'EXTERNAL', 'EXTERNAL_ACCOUNT', 'FEDERATED'],
    end: 'from',
  },
];

const SHOWN = 5;

export const WhereToStart = () => (
  <section className={classes.suggestions} aria-label="Where to start">
    {SUGGESTIONS.map((suggestion) => (
      <Suggested key={suggestion.title} suggestion={suggestion} />
    ))}
  </section>
);

function Suggested({ suggestion: { title, text, kinds, end } }: { suggestion: Suggestion }) {
  const { ask } = useRoute();
  const { data } = useQuery(principalSearch(text, { kinds, first: SHOWN }));
  if (!data || data.principals.length === 0) return null;
  return (
    <div className={classes.card}>
      <Title order={2} className={classes.cardTitle}>
        {title}
      </Title>
      <ul className={classes.list}>
        {data.principals.map((principal) => (
          <li key={principal.id}>
            <UnstyledButton className={classes.item} onClick={() => ask({ [end]: principal.nodeId })}>
              <PrincipalLine principal={principal} />
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </div>
  );
}
