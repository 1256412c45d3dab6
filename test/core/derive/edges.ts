import { explain } from '../../../core/derive/explain.ts';
import type { AccessGraph } from '../../../core/model/access-graph.ts';
import type { Explanation, Hop } from '../../../core/model/hop.ts';
import type { Principal } from '../../../core/model/principal.ts';

/** Every edge of a graph, spelled out, in the order of its classes. */
export const edgesOf = ({ hops, sets, principals }: AccessGraph): Hop[] =>
  hops.flatMap(({ sources, targets, ...details }) =>
    [...sets[sources]!].flatMap((source) =>
      [...sets[targets]!].map((target) =>
        Object.assign({ from: principals[source]!.id, to: principals[target]!.id }, details),
      ),
    ),
  );

/** Each uncertain hop as `sources → targets: code`. */
export function uncertaintiesOf({ uncertainHops, sets, principals, diagnostics }: AccessGraph): string[] {
  const names = (set: number): string => [...sets[set]!].map((index) => principals[index]!.id).join(' ');
  return uncertainHops.map(
    ({ sources, targets, diagnostic }) =>
      `${sources === null ? 'anyone' : names(sources)} → ${names(targets)}: ${diagnostics[diagnostic]!.code}`,
  );
}

/** Explains the hops of one graph. */
export function explainer(graph: AccessGraph): (from: Principal, to: Principal) => Explanation {
  const policies = new Map(graph.policies.map((policy) => [policy.id, policy]));
  const edges = new Set(edgesOf(graph).map(({ from, to }) => `${from} ${to}`));
  return (from, to) => explain(from, to, { structure: graph, policies, hasHop: edges.has(`${from.id} ${to.id}`) });
}

/** An edge, or a missing one, in a line that can be compared and read. */
export const lineOf = (hop: { from: string; to: string; action?: string; verdict: string }): string =>
  `${hop.from} → ${hop.to} ${hop.action ?? 'sts:AssumeRole'} ${hop.verdict}`;
