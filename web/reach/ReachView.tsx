import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Failure } from '../explore/Failure.tsx';
import { Incomplete } from '../explore/Incomplete.tsx';
import { QuestionEnds } from '../explore/QuestionEnds.tsx';
import { ViewSwitch } from '../explore/ViewSwitch.tsx';
import { Workbench } from '../explore/Workbench.tsx';
import { SelectionPanel } from '../panel/SelectionPanel.tsx';
import { useRoute } from '../route/use-route.ts';
import { Loading } from '../ui/State.tsx';
import { ReachFilters } from './ReachFilters.tsx';
import { ReachGraph } from './ReachGraph.tsx';
import { ReachSummary } from './ReachSummary.tsx';
import { ReachTable } from './ReachTable.tsx';
import { Nobody } from './Nobody.tsx';
import { reachPicture, reachQuestion } from './queries.ts';
import classes from './reach.module.css';

/** Everyone that can reach a role, or everything that a principal can reach. */
export function ReachView() {
  const { route } = useRoute();
  const { from, to, maxHops, allowed, zone } = route;
  const question = useMemo(
    () => reachQuestion({ from, to, maxHops, allowed, zone }),
    [from, to, maxHops, allowed, zone],
  );
  const { data: answer, error, refetch } = useQuery(reachPicture(question, route.used));
  const subject = answer?.target.nodeId ?? null;
  const towards = question.direction === 'towards';
  const some = answer && (towards && route.outside ? answer.externalCount : answer.totalCount) > 0;

  return (
    <Workbench
      bar={
        <>
          <QuestionEnds from={towards ? undefined : answer?.target} to={towards ? answer?.target : undefined} />
          <div className={classes.tools}>
            {answer && <ReachFilters answer={answer} direction={question.direction} />}
            <ViewSwitch graph="Graph" table="Table" />
          </div>
        </>
      }
      answer={answer && <ReachSummary answer={answer} question={question} />}
      notices={answer && !answer.complete && <Incomplete diagnostics={answer.diagnostics} />}
      panel={
        <SelectionPanel
          ends={towards ? { from: null, to: subject } : { from: subject, to: null }}
          hops={answer?.hops.items ?? []}
          diagnostics={answer?.diagnostics ?? []}
        />
      }
    >
      {error && !answer && <Failure error={error} onRetry={() => void refetch()} />}
      {!answer && !error && <Loading what="Following the chains…" />}
      {answer && !some && <Nobody answer={answer} question={question} />}
      {some && route.as === 'graph' && <ReachGraph answer={answer} question={question} />}
      {some && route.as === 'table' && <ReachTable question={question} />}
    </Workbench>
  );
}
