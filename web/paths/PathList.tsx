import { Text, Title, UnstyledButton } from '@mantine/core';
import { displayName } from '../principal/describe.ts';
import { PrincipalLine } from '../principal/PrincipalLine.tsx';
import { VerdictBadge } from '../principal/VerdictBadge.tsx';
import { useRoute } from '../route/use-route.ts';
import classes from './paths.module.css';
import { PathAsks } from './PathAsks.tsx';
import { pathWords } from './path-words.ts';
import type { Path } from './queries.ts';

/** Every path step by step, with what it asks for as a whole and on each hop. */
export function PathList({ paths }: { paths: readonly Path[] }) {
  return (
    <div className={classes.list}>
      {paths.map((path, i) => (
        <section key={path.hops.map((hop) => hop.id).join(' ')} className={classes.path}>
          <Title order={2} className={classes.pathTitle}>
            Path {i + 1} <VerdictBadge verdict={path.verdict} />
            <Text component="span" size="sm" c="dimmed">
              {pathWords(path)}
            </Text>
          </Title>
          <PathAsks path={path} />
          <ol className={classes.steps}>
            <li>
              <PrincipalLine principal={path.hops[0]!.from} />
            </li>
            {path.hops.map((hop) => (
              <Step key={hop.id} hop={hop} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Step({ hop }: { hop: Path['hops'][number] }) {
  const { change } = useRoute();
  const { from, to, verdict, conditions } = hop;
  return (
    <li>
      <UnstyledButton
        className={classes.step}
        aria-label={`Why ${displayName(from)} can assume ${displayName(to)}`}
        onClick={() => change({ selection: { kind: 'hop', from: from.nodeId, to: to.nodeId } })}
      >
        <VerdictBadge verdict={verdict} />
        <span>{conditions.join('; ')}</span>
      </UnstyledButton>
      <PrincipalLine principal={to} />
    </li>
  );
}
