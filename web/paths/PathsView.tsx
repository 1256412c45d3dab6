import { Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Failure } from '../explore/Failure.tsx';
import { Incomplete } from '../explore/Incomplete.tsx';
import { QuestionEnds } from '../explore/QuestionEnds.tsx';
import { ViewSwitch } from '../explore/ViewSwitch.tsx';
import { Workbench } from '../explore/Workbench.tsx';
import { SelectionPanel } from '../panel/SelectionPanel.tsx';
import { displayName } from '../principal/describe.ts';
import { useRoute } from '../route/use-route.ts';
import { PageTitle } from '../ui/PageTitle.tsx';
import { Loading } from '../ui/State.tsx';
import { NoPath } from './NoPath.tsx';
import { PathAsks } from './PathAsks.tsx';
import { PathChoice } from './PathChoice.tsx';
import { PathList } from './PathList.tsx';
import { PathsGraph } from './PathsGraph.tsx';
import classes from './paths.module.css';
import { pathsBetween, type PathsAnswer } from './queries.ts';

/** The shortest paths from one principal to a role, or why there is none. */
export function PathsView({ from, to }: { from: string; to: string }) {
  const { route } = useRoute();
  const { data: answer, error, refetch } = useQuery(pathsBetween(from, to));
  const some = answer && answer.paths.length > 0;
  return (
    <Workbench
      bar={
        <>
          <QuestionEnds from={answer?.from} to={answer?.to} />
          {some && <ViewSwitch graph="Graph" table="Steps" />}
        </>
      }
      answer={answer && <PathsSummary answer={answer} />}
      notices={answer && !answer.complete && <Incomplete diagnostics={answer.diagnostics} />}
      panel={
        <SelectionPanel
          ends={{ from: answer?.from.nodeId ?? from, to: answer?.to.nodeId ?? to }}
          hops={answer?.paths.flatMap((path) => path.hops) ?? []}
          diagnostics={answer?.diagnostics ?? []}
        />
      }
    >
      {error && !answer && <Failure error={error} onRetry={() => void refetch()} />}
      {!answer && !error && <Loading what="Looking for paths…" />}
      {answer && !some && <NoPath answer={answer} />}
      {some && route.as === 'graph' && (
        <>
          {answer.paths.length > 1 && <PathChoice paths={answer.paths} />}
          {/* Conditions can be long: the picture keeps its place, and this scrolls. */}
          <div className={classes.overPicture} role="region" aria-label="What the path asks for" tabIndex={0}>
            <PathAsks path={answer.paths[route.path] ?? answer.paths[0]!} />
          </div>
          <PathsGraph answer={answer} />
        </>
      )}
      {some && route.as === 'table' && <PathList paths={answer.paths} />}
    </Workbench>
  );
}

function PathsSummary({ answer }: { answer: PathsAnswer }) {
  const { from, to, paths, truncated } = answer;
  const names = `from ${displayName(from)} to ${displayName(to)}`;
  const count = paths.length === 1 ? 'One path' : `The ${paths.length} best paths`;
  const sentence = `${paths.length === 0 ? 'No path' : count} ${names}`;
  return (
    <div className={classes.summary}>
      <Title order={1} className={classes.sentence}>
        {sentence}
      </Title>
      <PageTitle title={sentence} />
      {truncated && <p>The search was stopped early: there may be better ones.</p>}
    </div>
  );
}
