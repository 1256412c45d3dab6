import type { Refusal } from '../../core/resolution/cut.ts';
import { refusal } from '../../core/resolution/cut.ts';
import { coveredActions } from '../../core/usage/hop-use.ts';
import { windowOf } from '../../core/usage/window.ts';
import { reduceTrustOf, type Reduction } from '../../resolve/index.ts';
import type { NodeIndex } from '../../core/model/access-graph.ts';
import type { LoadedGeneration } from './loaded-generation.ts';
import { resolvePrincipal } from './resolve.ts';
import { checkedDays, logOf, type UsageQuestion } from './usage.ts';

export interface ReduceOptions extends UsageQuestion {
  /** References to principals that must not lose access to anything, used or not. */
  readonly keep?: readonly string[] | undefined;
}

/**
 * The trust policy of a role reduced to those whom logs of CloudTrail saw, and what that changes. Nothing is changed by it.
 * @throws QuestionError
 */
export async function reducedTrustOf(
  graph: LoadedGeneration,
  role: NodeIndex,
  { keep = [], ...question }: ReduceOptions = {},
): Promise<Reduction | Refusal> {
  const days = checkedDays(question);
  const kept = keep.map((each) => resolvePrincipal(graph, each));
  const log = await logOf(graph);
  if (log === null)
    return refusal('not-covered', 'No log of CloudTrail was read. Give some: rolereach ingest --cloudtrail <path...>');
  const window = windowOf(log.usage, days);
  const own = log.ofRole(role);
  const covered = coveredActions(own, window);
  if (covered.length === 0)
    return refusal(
      'not-covered',
      own.account === undefined
        ? "No log of the role's account was read: who did not use the role is not known."
        : `The log of the role's account covers ${own.account.first.slice(0, 10)} to ${own.account.last.slice(0, 10)}, and not all of the ` +
            `${days} days to ${window.until.slice(0, 10)}. Give older files, or ask for fewer days.`,
    );
  return reduceTrustOf(graph, {
    role,
    uses: own.uses.filter(({ allowed }) => allowed !== null && allowed.last >= window.since),
    covered,
    loggedServices: new Set(
      log.usage.uses.filter(({ caller }) => caller.kind === 'service').map(({ caller }) => caller.id),
    ),
    keep: kept,
  });
}
