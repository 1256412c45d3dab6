import type { AccessGraph } from '../../core/model/access-graph.ts';
import { resolveUsage } from '../../core/usage/resolve-usage.ts';
import { topologyOf } from './compact.ts';
import { type Event, logOf } from './cloudtrail.ts';

/** A graph with what these events say of its use. */
export const withUsage = (graph: AccessGraph, ...events: readonly Event[]): AccessGraph => ({
  ...graph,
  usage: resolveUsage(logOf(...events), graph.principals, topologyOf(graph)),
});
