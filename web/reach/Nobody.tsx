import { Button } from '@mantine/core';
import { displayName } from '../principal/describe.ts';
import { useRoute } from '../route/use-route.ts';
import { State } from '../ui/State.tsx';
import type { ReachAnswer, ReachQuestion } from './queries.ts';

/** Nothing was found: that may be good news, or a matter of the filters. */
export function Nobody({ answer, question }: { answer: ReachAnswer; question: ReachQuestion }) {
  const { route, change } = useRoute();
  const name = displayName(answer.target);
  const narrowed = question.maxHops !== null || question.allowed || route.outside;
  const title = question.direction === 'towards' ? `Nobody can reach ${name}` : `${name} can reach no role`;
  return (
    <State glyph="check" title={narrowed ? `${title} like this` : title}>
      {narrowed ? (
        <>
          <p>It may be different with more hops, under conditions, or for those who are not from outside.</p>
          <Button variant="default" onClick={() => change({ maxHops: null, allowed: false, outside: false })}>
            Without filters
          </Button>
        </>
      ) : question.direction === 'towards' ? (
        <p>No statement of its trust policy, together with the policies of those it names, lets anyone assume it.</p>
      ) : (
        <p>No role trusts it, or its own policies do not let it assume those that do.</p>
      )}
    </State>
  );
}
