import { Anchor, Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ApiError } from '../api/request.ts';
import { PrincipalLine } from '../principal/PrincipalLine.tsx';
import { useRoute } from '../route/use-route.ts';
import { principalSearch } from '../search/queries.ts';
import { State } from '../ui/State.tsx';
import { explainError } from '../ui/explain-error.ts';
import classes from './explore.module.css';

interface FailureProps {
  error: Error;
  /** What was asked about: where it is not known, its nearest matches are offered. */
  reference: string;
  onRetry: () => void;
}

export function Failure({ error, reference, onRetry }: FailureProps) {
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
          <Nearest reference={reference} />
        ) : (
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Stack>
    </State>
  );
}

/** Principals whose name is like the last part of the reference. */
function Nearest({ reference }: { reference: string }) {
  const { ask } = useRoute();
  const name = reference.split(/[/:]/).findLast((part) => part.length > 1) ?? reference;
  const { data } = useQuery(principalSearch(name.slice(0, 24), { first: 4 }));
  if (!data || data.principals.length === 0) return null;
  return (
    <Stack gap={4} className={classes.nearest}>
      {data.principals.map((principal) => (
        <Anchor
          key={principal.id}
          component="button"
          underline="never"
          c="inherit"
          className={classes.match}
          onClick={() => ask(principal.kind === 'ROLE' ? { to: principal.nodeId } : { from: principal.nodeId })}
        >
          <PrincipalLine principal={principal} />
        </Anchor>
      ))}
    </Stack>
  );
}
