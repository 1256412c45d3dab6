import { Anchor, Button, Stack } from '@mantine/core';
import { ApiError, type Candidate } from '../api/request.ts';
import { useRoute } from '../route/use-route.ts';
import { State } from '../ui/State.tsx';
import { explainError } from '../ui/explain-error.ts';
import classes from './explore.module.css';

/** Why there is no answer; whom the question may have meant; or to try again, where the server did not answer at all. */
export function Failure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const refused = error instanceof ApiError;
  return (
    <State
      glyph="warning"
      tone="error"
      order={1}
      title={refused ? 'This question has no answer' : 'No answer from rolereach'}
    >
      <Stack align="center" gap="md">
        {explainError(error)}
        {refused ? (
          <Candidates error={error} />
        ) : (
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Stack>
    </State>
  );
}

function Candidates({ error: { message, candidates } }: { error: ApiError }) {
  const { route, ask } = useRoute();
  if (candidates.length === 0) return null;
  const { from, to } = route;
  const end = from !== null && (to === null || message.includes(from)) ? 'from' : 'to';
  return (
    <Stack gap={6} className={classes.candidates}>
      {candidates.map((candidate) => (
        <CandidateLink key={candidate.id} candidate={candidate} onTake={() => ask({ from, to, [end]: candidate.id })} />
      ))}
    </Stack>
  );
}

const CandidateLink = ({ candidate, onTake }: { candidate: Candidate; onTake: () => void }) => (
  <Anchor component="button" underline="never" c="inherit" className={classes.candidate} onClick={onTake}>
    <strong>{candidate.name}</strong>
    <small>{candidate.id}</small>
  </Anchor>
);
