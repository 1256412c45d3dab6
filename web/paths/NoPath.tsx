import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { HopExplanation } from '../panel/HopPanel.tsx';
import { hopExplanation } from '../panel/queries.ts';
import { displayName } from '../principal/describe.ts';
import classes from './paths.module.css';
import type { PathsAnswer } from './queries.ts';

/** There is no path: says why not even the direct hop exists. */
export function NoPath({ answer: { from, to } }: { answer: PathsAnswer }) {
  const { data: explanation, error } = useQuery({
    ...hopExplanation(from.nodeId, to.nodeId),
    enabled: to.kind === 'ROLE',
  });
  return (
    <div className={classes.none}>
      <Stack gap="lg">
        <Text c="dimmed">
          No chain of hops leads from {displayName(from)} to {displayName(to)}, neither always nor under conditions.
          {to.kind === 'ROLE' && ' This is what decides about the direct hop between them:'}
        </Text>
        {to.kind === 'ROLE' && !explanation && !error && <Skeleton height={200} />}
        {explanation && <HopExplanation explanation={explanation} />}
      </Stack>
    </div>
  );
}
