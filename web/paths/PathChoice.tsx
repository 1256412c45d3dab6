import { UnstyledButton } from '@mantine/core';
import { VerdictBadge } from '../principal/VerdictBadge.tsx';
import { useRoute } from '../route/use-route.ts';
import classes from './paths.module.css';
import { pathWords } from './path-words.ts';
import type { Path } from './queries.ts';

/** Which of the paths is followed in the picture. */
export function PathChoice({ paths }: { paths: readonly Path[] }) {
  const { route, change } = useRoute();
  return (
    <div className={classes.choice} role="group" aria-label="Paths">
      {paths.map((path, i) => (
        <UnstyledButton
          key={path.hops.map((hop) => hop.id).join(' ')}
          className={classes.option}
          aria-pressed={i === route.path}
          onClick={() => change({ path: i, selection: null })}
        >
          <strong>Path {i + 1}</strong>
          <VerdictBadge verdict={path.verdict} />
          <span>{pathWords(path)}</span>
        </UnstyledButton>
      ))}
    </div>
  );
}
