import { Alert, Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ApiError } from '../api/request.ts';
import { explainError } from '../ui/explain-error.ts';
import { ConfirmedAction } from './ConfirmedAction.tsx';
import { historyOf, type Step } from './queries.ts';
import classes from './resolution.module.css';
import type { Action } from './use-action.ts';
import { OUTCOME_TITLES, outcomeColor, stepText } from './words.ts';

interface PlanHistoryProps {
  planId: string;
  action: Action;
  canRevert: boolean;
}

/** What came of it now, what was done about it before, and the way back. */
export function PlanHistory({ planId, action, canRevert }: PlanHistoryProps) {
  const { data: steps = [] } = useQuery(historyOf(planId));
  return (
    <>
      {action.error && <Refusal error={action.error} onPlanAgain={action.planAgain} />}
      {action.done && <Outcome key={action.done.at} step={action.done} />}
      {canRevert && isApplied(steps) && (
        <ConfirmedAction
          key={action.done?.at}
          label="Take it back"
          confirmation="I want this access back"
          action={action}
          onGo={() => action.revert(planId)}
        >
          Takes this one statement out of the trust policy again, and leaves what others have changed since.
        </ConfirmedAction>
      )}
      <Steps steps={steps} />
    </>
  );
}

function Refusal({ error, onPlanAgain }: { error: Error; onPlanAgain: () => void }) {
  return (
    <Alert color="red" role="alert" title={refused(error) ? 'Nothing was changed' : 'It is not known what came of it'}>
      {explainError(error)}
      <Button mt="xs" size="compact-sm" variant="default" display="block" onClick={onPlanAgain}>
        Plan again
      </Button>
    </Alert>
  );
}

/** Whether the server has said that it did nothing. */
const refused = (error: Error): boolean => error instanceof ApiError && error.code !== 'INTERNAL';

/** The button that had the focus is gone: it goes on here. */
const Outcome = ({ step }: { step: Step }) => (
  <div tabIndex={-1} ref={focus} className={classes.outcome}>
    <Alert color={outcomeColor(step.state)} role="status" title={OUTCOME_TITLES[step.state]}>
      {step.why ?? 'The graph shows it after the next ingest.'}
    </Alert>
  </div>
);

const focus = (element: HTMLElement | null): void => element?.focus();

export function Steps({ steps }: { steps: readonly Step[] }) {
  if (steps.length === 0) return null;
  return (
    <section className={classes.block} aria-label="History">
      <Title order={3} className={classes.title}>
        History
      </Title>
      <ol className={classes.rows} reversed>
        {steps.map((step) => (
          <li key={`${step.at} ${step.state}`}>
            <span className={classes.id}>{stepText(step)}</span>
            <Text size="xs" c="dimmed" component="time" dateTime={step.at}>
              {new Date(step.at).toLocaleString('en')}
            </Text>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Whether what was done last, newest first, has put the statement there. */
function isApplied(steps: readonly Step[]): boolean {
  const last = steps.find(({ state }) => state === 'APPLIED' || state === 'REVERTED');
  return last?.state === 'APPLIED';
}
