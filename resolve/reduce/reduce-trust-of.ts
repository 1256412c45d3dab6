import { policiesOfHop } from '../../core/derive/explain.ts';
import { uncertaintyOfReachTo } from '../../core/graph/completeness.ts';
import { reachTo } from '../../core/graph/reach.ts';
import type { NodeIndex } from '../../core/model/access-graph.ts';
import type { HopAction } from '../../core/model/hop.ts';
import type { NodeId } from '../../core/model/id.ts';
import type { Use } from '../../core/model/usage.ts';
import { isRefusal, type Refusal } from '../../core/resolution/cut.ts';
import { lossesOf } from '../../core/resolution/losses.ts';
import { type ReducedTrust, reduceTrust } from '../../core/usage/reduce/reduce-trust.ts';
import { lockedOut, lossOf, type PlanGraph, type PlannedLoss, projectionWith } from '../plan/plan-cut.ts';

export interface ReduceQuestion {
  /** A role. */
  readonly role: NodeIndex;
  /** Uses of the role that were allowed, in the time that is looked at. */
  readonly uses: readonly Use[];
  /** What the log of the role's account covers for all of that time. */
  readonly covered: readonly HopAction[];
  /** Services that are in any of the logs. */
  readonly loggedServices: ReadonlySet<string>;
  /** Principals that must not lose access to anything. */
  readonly keep: readonly NodeIndex[];
}

/** A reduced trust policy, with all that it changes in the graph. */
export interface Reduction extends ReducedTrust {
  readonly generation: number;
  readonly role: NodeId;
  /** Who reaches the role, or one beyond it, over any number of hops, and would not, or less surely. */
  readonly losses: readonly PlannedLoss[];
  readonly beyond: number;
  readonly looked: number;
  /** Whether nothing that could not be read may change the preview. */
  readonly complete: boolean;
}

/** Reduces the trust policy of a role of the graph, and says who would lose what, also over chains. */
export async function reduceTrustOf(graph: PlanGraph, question: ReduceQuestion): Promise<Reduction | Refusal> {
  const { reader, projection, catalog, structure } = graph;
  const { uses, covered, loggedServices } = question;
  const reached = reachTo(projection, question.role, { maxHops: 1 });
  const nodes = [...new Set([...reached.nodes, ...uses.flatMap(({ sources }) => sources), ...question.keep])];
  const [role, ...principals] = await reader.principals([question.role, ...nodes]);
  const byNode = new Map(nodes.map((node, index) => [node, principals[index]!]));
  const ids = new Set([role!, ...principals].flatMap((each) => policiesOfHop(each, role!, structure)));
  const reduced = reduceTrust(role!, {
    structure,
    policies: await reader.policies([...ids]),
    sources: principals,
    principalOf: (node) => byNode.get(node)!,
    uses,
    covered,
    loggedServices,
    keep: question.keep.map((node) => byNode.get(node)!),
  });
  if (isRefusal(reduced)) return reduced;
  const found = lossesOf(projection, await projectionWith(graph, question.role, nodes, reduced.changes), question.role);
  return (
    lockedOut(found, [], question.keep, catalog) ?? {
      ...reduced,
      generation: reader.generation.id,
      role: role!.id,
      losses: found.losses.map((loss) => lossOf(loss, catalog)),
      beyond: found.beyond,
      looked: found.looked,
      complete: uncertaintyOfReachTo(projection, reachTo(projection, question.role)).length === 0,
    }
  );
}
