import { Alert, Checkbox, Code, List, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { explainError } from '../ui/explain-error.ts';
import { counted } from '../util/words.ts';
import { ConfirmedAction } from './ConfirmedAction.tsx';
import { PlanHistory } from './PlanHistory.tsx';
import { type ArchiveAnswer, type ArchivePlan, archivePlanOf, remediationServer } from './queries.ts';
import classes from './resolution.module.css';
import { useAction } from './use-action.ts';

/** The archive rule that would hide a finding of access that is meant, what else it would hide, and, where the server does that, its creation. */
export function ArchiveRule({ finding }: { finding: string }) {
  const [andOthers, setAndOthers] = useState(false);
  const { data: answer, error, refetch } = useQuery(archivePlanOf(finding, andOthers));
  if (error)
    return (
      <Alert color="red" role="alert">
        {explainError(error)}
      </Alert>
    );
  if (!answer) return <Skeleton height={200} aria-label="Making the rule…" />;
  if (answer.plan === null)
    return (
      <Alert color="yellow" title="There is no rule for this" role="status">
        {answer.why}
      </Alert>
    );
  return (
    <Stack gap="lg">
      <Preview plan={answer.plan} />
      {answer.plan.otherCount > 0 && (
        <Checkbox
          label={`Hide ${counted(answer.plan.otherCount, 'other finding')} too`}
          checked={andOthers}
          onChange={({ currentTarget }) => setAndOthers(currentTarget.checked)}
        />
      )}
      <Creation answer={answer} finding={finding} onPlanAgain={() => void refetch()} />
    </Stack>
  );
}

function Preview({ plan: { analyzerId, rule, criteria, otherIds, otherCount, warnings } }: { plan: ArchivePlan }) {
  return (
    <div className={classes.block}>
      <Text size="sm" className={classes.id}>
        The rule <strong>{rule}</strong> of {analyzerId} archives what meets all of this:
      </Text>
      <List size="sm" className={classes.id}>
        {criteria.map((criterion) => (
          <List.Item key={criterion}>{criterion}</List.Item>
        ))}
      </List>
      <Text size="sm">{otherCount === 0 ? 'Of what is known now, that is this finding alone.' : 'It also hides:'}</Text>
      <List size="sm" className={classes.id}>
        {otherIds.map((id) => (
          <List.Item key={id}>{id}</List.Item>
        ))}
      </List>
      {warnings.map((warning) => (
        <Text key={warning} size="sm" c="dimmed">
          {warning}
        </Text>
      ))}
    </div>
  );
}

interface CreationProps {
  answer: ArchiveAnswer;
  finding: string;
  onPlanAgain: () => void;
}

function Creation({ answer: { approval }, finding, onPlanAgain }: CreationProps) {
  const { data: server } = useQuery(remediationServer);
  const action = useAction(onPlanAgain);
  return (
    <>
      {server && approval && action.done === null && (
        <ConfirmedAction
          key={approval.token}
          label="Create the rule"
          confirmation="This access is meant"
          action={action}
          onGo={() => action.apply(approval.token)}
        >
          Creates the rule in the analyzer’s account, {server}, and applies it to what is there.
        </ConfirmedAction>
      )}
      {server === null && (
        <div className={classes.block}>
          <Text size="sm">This server creates no archive rules. The command does:</Text>
          <Code block>{`npx rolereach archive '${finding}' --yes`}</Code>
        </div>
      )}
      <PlanHistory planId={finding.split('/').at(-1)!} action={action} canRevert={false} />
    </>
  );
}
