import type { Topology } from '../graph/topology.ts';
import type { NodeIndex } from '../model/access-graph.ts';

/** Sources that lead into a role alike. */
export interface SourcesInto {
  readonly sources: readonly NodeIndex[];
  readonly allowed: boolean;
  /** How many conditions. */
  readonly conditions: number;
}

/** The topology with other hops into one role; all else, uncertain hops too, stays as it is. */
export function withHopsInto(topology: Topology, role: NodeIndex, into: readonly SourcesInto[]): Topology {
  const sets = new Sets(topology);
  const hops = {
    sources: [] as number[],
    targets: [] as number[],
    allowed: [] as number[],
    conditions: [] as number[],
  };
  const add = (sources: number, targets: number, allowed: number, conditions: number): void => {
    hops.sources.push(sources);
    hops.targets.push(targets);
    hops.allowed.push(allowed);
    hops.conditions.push(conditions);
  };
  for (let hop = 0; hop < topology.hopSources.length; hop++) {
    const targets = sets.without(topology.hopTargets[hop]!, role);
    if (targets !== null)
      add(topology.hopSources[hop]!, targets, topology.hopAllowed[hop]!, topology.hopConditions[hop]!);
  }
  for (const { sources, allowed, conditions } of into)
    if (sources.length > 0) add(sets.add(sources), sets.add([role]), allowed ? 1 : 0, conditions);
  return {
    ...topology,
    ...sets.compressed(),
    hopSources: Uint32Array.from(hops.sources),
    hopTargets: Uint32Array.from(hops.targets),
    hopAllowed: Uint8Array.from(hops.allowed),
    hopConditions: Uint16Array.from(hops.conditions),
  };
}

/** The member sets of a topology, and those that are added to them. */
class Sets {
  readonly #topology: Topology;
  readonly #added: (readonly number[])[] = [];
  readonly #without = new Map<number, number | null>();

  constructor(topology: Topology) {
    this.#topology = topology;
  }

  add(members: readonly number[]): number {
    this.#added.push(members.toSorted((a, b) => a - b));
    return this.#topology.setOffsets.length - 2 + this.#added.length;
  }

  /** The set itself where the node is not in it; null where it is alone. */
  without(set: number, node: number): number | null {
    const known = this.#without.get(set);
    if (known !== undefined) return known;
    const { setOffsets, setMembers } = this.#topology;
    const members = setMembers.subarray(setOffsets[set]!, setOffsets[set + 1]!);
    const rest = members.includes(node) ? [...members].filter((member) => member !== node) : null;
    const result = rest === null ? set : rest.length === 0 ? null : this.add(rest);
    this.#without.set(set, result);
    return result;
  }

  compressed(): Pick<Topology, 'setOffsets' | 'setMembers'> {
    const { setOffsets, setMembers } = this.#topology;
    const offsets = [...setOffsets];
    for (const members of this.#added) offsets.push(offsets.at(-1)! + members.length);
    const all = new Uint32Array(offsets.at(-1)!);
    all.set(setMembers);
    for (const [index, members] of this.#added.entries()) all.set(members, offsets[setOffsets.length - 1 + index]!);
    return { setOffsets: Uint32Array.from(offsets), setMembers: all };
  }
}
