import { createHash } from 'node:crypto';
import { policiesOfHop } from '../../core/derive/explain.ts';
import { uncertaintyOfReachTo } from '../../core/graph/completeness.ts';
import { projectionOf, type Projection } from '../../core/graph/projection.ts';
import { reachTo } from '../../core/graph/reach.ts';
import type { Catalog } from '../../core/graph/topology.ts';
import type { NodeIndex } from '../../core/model/access-graph.ts';
import type { EdgeVerdict } from '../../core/model/hop.ts';
import { nodeId, type NodeId } from '../../core/model/id.ts';
import type { OrganizationStructure } from '../../core/model/organization.ts';
import {
  isRefusal,
  refusal,
  type Cut,
  type CutContext,
  type Refusal,
  type TrustChange,
} from '../../core/resolution/cut.ts';
import { hopChanges, type HopChange } from '../../core/resolution/hop-changes.ts';
import { lossesOf, type Loss, type Losses } from '../../core/resolution/losses.ts';
import { planChange } from '../../core/resolution/plan-change.ts';
import { withHopsInto } from '../../core/resolution/with-hops-into.ts';
import type { GraphReader } from '../../store/index.ts';

/** The generation that a plan is made from. */
export interface PlanGraph {
  readonly reader: GraphReader;
  readonly projection: Projection;
  readonly catalog: Catalog;
  readonly structure: OrganizationStructure;
}

export interface PlanQuestion {
  /** Whom to take it away from; may be no node of the graph. Its id may be missing: then one is made of the hop. */
  readonly cut: Omit<Cut, 'role' | 'id'> & { readonly id?: string };
  /** A role. */
  readonly role: NodeIndex;
  /** The most characters of a trust policy in the role's account; IAM's default unless known. */
  readonly quota?: number | undefined;
  /** Principals that must not lose access to anything. */
  readonly breakGlass?: readonly NodeIndex[];
}

/** A change to a role's trust policy, and all that it changes in the graph. Nothing is written by it. */
export interface Plan {
  readonly id: string;
  readonly generation: number;
  readonly role: NodeId;
  readonly from: NodeId;
  readonly change: TrustChange;
  /** The hops that are meant to be cut. */
  readonly hops: readonly HopChange[];
  /** Other hops into the role that change with them. */
  readonly others: readonly HopChange[];
  /** Who reaches the role, or one beyond it, over any number of hops, and would not, or less surely. */
  readonly losses: readonly PlannedLoss[];
  /** How many roles lie beyond this one, and of how many of them the losses are here. */
  readonly beyond: number;
  readonly looked: number;
  /** Whether nothing that could not be read may change the preview. */
  readonly complete: boolean;
  /** Sentences. */
  readonly warnings: readonly string[];
}

export interface PlannedLoss {
  readonly source: NodeId;
  readonly target: NodeId;
  readonly before: EdgeVerdict;
  /** Null: not at all. */
  readonly after: EdgeVerdict | null;
}

/** Plans how to take a principal's hop into a role away, and says what else would change. */
export async function planCut(graph: PlanGraph, question: PlanQuestion): Promise<Plan | Refusal> {
  const { reader, catalog, structure } = graph;
  const { from, condition } = question.cut;
  const nodes = [...reachTo(graph.projection, question.role, { maxHops: 1 }).nodes];
  const [role, ...known] = await reader.principals([question.role, ...nodes]);
  const sources = known.some(({ id }) => id === from.id) ? known : [...known, from];
  const policies = await reader.policies([
    ...new Set(sources.flatMap((each) => policiesOfHop(each, role!, structure))),
  ]);
  const id = question.cut.id ?? hopId(from.id, role!.id);
  const context: CutContext = {
    structure,
    policies,
    ...(question.quota === undefined ? {} : { quota: question.quota }),
  };
  const change = planChange({ id, from, role: role!, condition }, context);
  if (isRefusal(change)) return change;
  const changes = hopChanges(sources, role!, change.after, context);
  const found = lossesOf(graph.projection, await projectionWith(graph, question.role, nodes, changes), question.role);
  const hops = changes.filter((each) => each.from === from.id);
  return (
    lockedOut(found, changes, question.breakGlass ?? [], catalog) ?? {
      id,
      generation: reader.generation.id,
      role: role!.id,
      from: from.id,
      change,
      hops,
      others: changes.filter((each) => each.from !== from.id && each.changed),
      losses: found.losses.map((loss) => lossOf(loss, catalog)),
      beyond: found.beyond,
      looked: found.looked,
      complete: uncertaintyOfReachTo(graph.projection, reachTo(graph.projection, question.role)).length === 0,
      warnings: [...change.warnings, ...doubts(hops, condition)],
    }
  );
}

export const lossOf = ({ source, target, ...verdicts }: Loss, { ids }: Catalog): PlannedLoss => ({
  source: nodeId(ids[source]!),
  target: nodeId(ids[target]!),
  ...verdicts,
});

/** Letters and digits, so that it is a Sid as it is; the same for the same hop. */
const hopId = (from: NodeId, to: NodeId): string =>
  `rolereach${createHash('sha256').update(`${from}\n${to}`).digest('hex').slice(0, 24)}`;

/** The graph with the hops into the role as they would be. */
export async function projectionWith(
  { reader, catalog }: PlanGraph,
  role: NodeIndex,
  nodes: readonly NodeIndex[],
  changes: readonly HopChange[],
): Promise<Projection> {
  const nodeOf = new Map(nodes.map((node) => [catalog.ids[node]!, node]));
  const into = changes.flatMap(({ from, after }) => {
    const node = nodeOf.get(from);
    if (node === undefined || after.verdict === 'DENIED') return [];
    return [{ sources: [node], allowed: after.verdict === 'ALLOWED', conditions: after.conditions.length }];
  });
  return projectionOf(withHopsInto(await reader.topology(), role, into));
}

/**
 * Who loses a role beyond this one loses this one as well, so all of them are found here; and whoever would have to meet other
 * conditions for the same verdict.
 */
export function lockedOut(
  { losses }: Losses,
  changes: readonly HopChange[],
  breakGlass: readonly NodeIndex[],
  { ids }: Catalog,
): Refusal | null {
  const worse = new Set([
    ...losses.map(({ source }) => ids[source]!),
    ...changes.filter(({ changed }) => changed).map(({ from }): string => from),
  ]);
  const locked = breakGlass.map((node) => ids[node]!).find((id) => worse.has(id));
  return locked === undefined
    ? null
    : refusal('break-glass', `${locked} must not lose access, and would no longer reach the role as it does.`);
}

function doubts(hops: readonly HopChange[], condition: Cut['condition']): readonly string[] {
  if (hops.every(({ before }) => before.verdict === 'DENIED'))
    return ['The hop does not hold as it is: another policy stands in its way, or the statement is there already.'];
  if (condition !== null) return [];
  return hops
    .filter(({ after }) => after.verdict !== 'DENIED')
    .map(({ action, after }) => `${action} still holds ${after.conditions.join(', and ') || 'as before'}.`);
}
