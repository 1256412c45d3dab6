import { Alert, Code, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Cut } from '../route/route.ts';
import { useRoute } from '../route/use-route.ts';
import { explainError } from '../ui/explain-error.ts';
import { BreakGlass } from './BreakGlass.tsx';
import { ConfirmedAction } from './ConfirmedAction.tsx';
import { PlanHistory } from './PlanHistory.tsx';
import { PlanPreview } from './PlanPreview.tsx';
import { type PlanAnswer, planOf, remediationServer } from './queries.ts';
import { useAction } from './use-action.ts';
import classes from './resolution.module.css';

/** The plan for taking an access away, what it would break, and, where the server does that, its application and the way back. */
export function TakeAway({ cut }: { cut: Cut }) {
  const { route } = useRoute();
  const { data: answer, error, refetch } = useQuery(planOf(cut, route.breakGlass));
  return (
    <Stack gap="lg">
      <BreakGlass />
      {error && (
        <Alert color="red" role="alert">
          {explainError(error)}
        </Alert>
      )}
      {!error && !answer && <Skeleton height={280} aria-label="Making the plan…" />}
      {answer && <Answer answer={answer} cut={cut} onPlanAgain={() => void refetch()} />}
    </Stack>
  );
}

interface AnswerProps {
  answer: PlanAnswer;
  cut: Cut;
  onPlanAgain: () => void;
}

function Answer({ answer: { plan, approval, why }, cut, onPlanAgain }: AnswerProps) {
  const { data: server } = useQuery(remediationServer);
  const action = useAction(onPlanAgain);
  if (plan === null)
    return (
      <Alert color="yellow" title="There is no plan for this" role="status">
        {why}
      </Alert>
    );
  return (
    <>
      <PlanPreview plan={plan} />
      {server && approval && action.done === null && (
        <ConfirmedAction
          key={approval.token}
          label="Apply"
          confirmation="I have read what this changes"
          action={action}
          onGo={() => action.apply(approval.token)}
        >
          Writes this to the trust policy of the role, {server}, where that still is what this was planned from.
        </ConfirmedAction>
      )}
      {server === null && !plan.alreadyThere && <ByCommand cut={cut} />}
      <PlanHistory planId={plan.id} action={action} canRevert={Boolean(server)} />
    </>
  );
}

const ByCommand = ({ cut }: { cut: Cut }) => (
  <div className={classes.block}>
    <Text size="sm">This server changes no trust policies. The command does:</Text>
    <Code block>{`npx rolereach apply ${'finding' in cut ? cut.finding : `'${cut.from}' '${cut.to}'`} --yes`}</Code>
  </div>
);
