import type { Topology } from '../graph/topology.ts';
import type { NodeIndex } from '../model/access-graph.ts';
import type { Principal } from '../model/principal.ts';
import type { LoggedUse, Usage, UsageLog, Use } from '../model/usage.ts';
import { candidatesFor } from './callers.ts';
import { callerDirectory, nameKey, type CallerDirectory } from './directory.ts';

type Hops = Pick<Topology, 'setOffsets' | 'setMembers' | 'hopSources' | 'hopTargets'>;

/** Finds whom and what a log is about in a graph: roles, callers, and whether these have a hop into those. */
export function resolveUsage({ uses, ...log }: UsageLog, principals: readonly Principal[], hops: Hops): Usage {
  const directory = callerDirectory(principals);
  const roleOf = ({ role }: LoggedUse): NodeIndex | null => directory.roles.get(nameKey(role)) ?? null;
  const sourcesOf = sourcesByRole(new Set(uses.map(roleOf)), hops);
  return {
    ...log,
    uses: uses.map((use) => {
      const role = roleOf(use);
      return { ...use, roleNode: role, ...whoIs(use, directory, role === null ? [] : sourcesOf.get(role)!) };
    }),
  };
}

/** The nearest of those the caller may be: with a hop; else anyone, where the role is open to all; else all of them. */
function whoIs(
  use: LoggedUse,
  directory: CallerDirectory,
  sources: readonly Uint32Array[],
): Pick<Use, 'sources' | 'hasHop' | 'certain'> {
  const { nodes, certain } = candidatesFor(use, directory);
  const hasHop = (node: NodeIndex): boolean => sources.some((set) => holds(set, node));
  const anyone = directory.byId.get('public:*');
  const isOutside = use.caller.accountId !== null && nodes.every((node) => isOutsider(directory, node));
  const withHop = nodes.filter(hasHop);
  if (withHop.length > 0)
    return { sources: withHop.toSorted(ascending), hasHop: true, certain: certain || isOne(use, withHop) };
  if (isOutside && anyone !== undefined && hasHop(anyone)) return { sources: [anyone], hasHop: true, certain: true };
  return { sources: nodes.toSorted(ascending), hasHop: false, certain: certain || nodes.length === 0 };
}

/** An identity of a provider that fits one node alone; of an account it may still be somebody else. */
const isOne = ({ caller }: LoggedUse, nodes: readonly NodeIndex[]): boolean =>
  caller.kind === 'federated' && nodes.length === 1;

const isOutsider = ({ principals }: CallerDirectory, node: NodeIndex): boolean =>
  principals[node]!.kind === 'External' || principals[node]!.kind === 'ExternalAccount';

/** Of some roles, the sets of principals with a hop into each. */
function sourcesByRole(
  roles: ReadonlySet<NodeIndex | null>,
  { setOffsets, setMembers, hopSources, hopTargets }: Hops,
): ReadonlyMap<NodeIndex, readonly Uint32Array[]> {
  const found = new Map<NodeIndex, Uint32Array[]>();
  for (const role of roles) if (role !== null) found.set(role, []);
  const membersOf = (set: number): Uint32Array => setMembers.subarray(setOffsets[set], setOffsets[set + 1]);
  for (const [hop, targets] of hopTargets.entries())
    for (const target of membersOf(targets)) found.get(target)?.push(membersOf(hopSources[hop]!));
  return found;
}

/** The set is sorted. */
function holds(set: Uint32Array, node: NodeIndex): boolean {
  let [low, high] = [0, set.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (set[middle]! < node) low = middle + 1;
    else high = middle;
  }
  return set[low] === node;
}

const ascending = (a: number, b: number): number => a - b;
