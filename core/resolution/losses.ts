import type { Projection } from '../graph/projection.ts';
import { reachFrom, reachTo } from '../graph/reach.ts';
import type { NodeIndex } from '../model/access-graph.ts';
import type { EdgeVerdict } from '../model/hop.ts';

/** A principal that no longer reaches a role, or less surely, over any number of hops. */
export interface Loss {
  readonly source: NodeIndex;
  readonly target: NodeIndex;
  readonly before: EdgeVerdict;
  /** Null: not at all. */
  readonly after: EdgeVerdict | null;
}

export interface Losses {
  /** The changed role's first, then those beyond it, nearest first. */
  readonly losses: readonly Loss[];
  /** How many roles lie beyond the changed one, and of how many of them the losses are here. */
  readonly beyond: number;
  readonly looked: number;
}

/** How many roles beyond the changed one are looked at. */
const MOST_BEYOND = 500;

/** Who reaches the role, and what lies beyond it, before a change of the hops into the role and not after. */
export function lossesOf(before: Projection, after: Projection, role: NodeIndex): Losses {
  const beyond = [...reachFrom(before, role).nodes].filter((node) => node !== role);
  const looked = beyond.slice(0, MOST_BEYOND);
  const losses = [role, ...looked].flatMap((target) => lossesInto(before, after, target));
  return { losses, beyond: beyond.length, looked: looked.length };
}

function lossesInto(before: Projection, after: Projection, target: NodeIndex): readonly Loss[] {
  const then = reachTo(before, target);
  const now = reachTo(after, target);
  const verdicts = new Map([...now.nodes].map((node, index) => [node, verdictAt(now.allowed, index)]));
  return [...then.nodes].flatMap((source, index) => {
    const loss = { source, target, before: verdictAt(then.allowed, index), after: verdicts.get(source) ?? null };
    return loss.before === loss.after ? [] : [loss];
  });
}

const verdictAt = (allowed: Uint8Array, index: number): EdgeVerdict =>
  allowed[index] === 1 ? 'ALLOWED' : 'CONDITIONAL';
