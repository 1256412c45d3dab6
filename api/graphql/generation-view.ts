import DataLoader from 'dataloader';
import type { NodeIndex } from '../../core/model/access-graph.ts';
import type { Policy } from '../../core/model/policy.ts';
import type { PolicyId } from '../../core/model/id.ts';
import type { Principal } from '../../core/model/principal.ts';
import type { Finding } from '../../core/model/finding.ts';
import type { LoadedGeneration } from '../answers/index.ts';

/** One generation as one request sees it: what several fields ask of the store in one turn is read at once. */
export interface GenerationView {
  readonly graph: LoadedGeneration;
  readonly principals: DataLoader<NodeIndex, Principal>;
  /** Null for an unknown id. */
  readonly policies: DataLoader<PolicyId, Policy | null>;
  /** By the ARN of the role; read when first asked for. */
  readonly findings: () => Promise<ReadonlyMap<string, readonly Finding[]>>;
}

export function generationView(graph: LoadedGeneration): GenerationView {
  let findings: Promise<ReadonlyMap<string, readonly Finding[]>> | undefined;
  return {
    graph,
    findings: () => (findings ??= findingsByRole(graph)),
    principals: new DataLoader((nodes) => graph.reader.principals(nodes)),
    policies: new DataLoader(async (ids) => {
      const found = await graph.reader.policies(ids);
      return ids.map((id) => found.get(id) ?? null);
    }),
  };
}

async function findingsByRole({ reader }: LoadedGeneration): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const byRole = new Map<string, Finding[]>();
  for (const finding of await reader.findings()) {
    if (finding.role === null) continue;
    const known = byRole.get(finding.role);
    if (known === undefined) byRole.set(finding.role, [finding]);
    else known.push(finding);
  }
  return byRole;
}
