import { Skeleton, Stack, Text, Title } from '@mantine/core';
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
        </Text>
        {to.kind === 'ROLE' && !explanation && !error && <Skeleton height={200} />}
        {explanation && (
          <div>
            <Title order={2} size="h4" mb="sm">
              The direct hop between them
            </Title>
            <Stack gap="lg">
              <HopExplanation explanation={explanation} />
            </Stack>
          </div>
        )}
      </Stack>
    </div>
  );
}
