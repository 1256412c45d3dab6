import { deriveInSteps } from '../core/derive/derive.ts';
import { finish } from '../core/derive/in-step.ts';
import type { CompactGraph } from '../core/graph/compact-graph.ts';
import type { Snapshot } from '../core/model/snapshot.ts';

/** The graph of a snapshot as a store takes it. */
export const derived = (snapshot: Snapshot): CompactGraph => finish(deriveInSteps(snapshot)).graph;
