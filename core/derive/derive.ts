import type { AccessGraph } from '../model/access-graph.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** Pure: the same snapshot gives the same graph, byte for byte. */
export function derive(_snapshot: Snapshot): AccessGraph {
  throw new Error('in work');
}
