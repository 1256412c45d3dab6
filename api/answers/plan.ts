import { createOutsiders } from '../../core/derive/sources.ts';
import { isRefusal, refusal, type Refusal } from '../../core/resolution/cut.ts';
import { cutOfFinding } from '../../core/resolution/cut-of-finding.ts';
import { planCut, type Plan } from '../../resolve/index.ts';
import { findingOf } from './finding-of.ts';
import type { LoadedGeneration } from './loaded-generation.ts';
import { findById, resolvePrincipal, resolveRole } from './resolve.ts';

/** A hop, or a finding by its id, with or without its analyzer's. */
export type CutReference = { readonly from: string; readonly to: string } | { readonly finding: string };

export interface CutOptions {
  /** The most characters of a trust policy in the role's account. */
  readonly quota?: number | undefined;
  /** References to principals that must not lose access to anything. */
  readonly breakGlass?: readonly string[] | undefined;
}

/**
 * How to take access to a role away, and what else would change. Nothing is changed by it.
 * @throws QuestionError
 */
export async function planOf(
  graph: LoadedGeneration,
  reference: CutReference,
  { quota, breakGlass = [] }: CutOptions = {},
): Promise<Plan | Refusal> {
  const options = { quota, breakGlass: breakGlass.map((each) => resolvePrincipal(graph, each)) };
  if ('finding' in reference) {
    const finding = await findingOf(graph.reader, reference.finding);
    const role = finding.role === null ? null : findById(graph, finding.role);
    if (role === null)
      return refusal('cannot-be-named', `The role of the finding, ${finding.role}, is not in the graph.`);
    const cut = cutOfFinding(finding, createOutsiders(graph.structure.accounts));
    if (isRefusal(cut)) return cut;
    const known = findById(graph, cut.from.id);
    const [from = cut.from] = known === null ? [] : await graph.reader.principals([known]);
    return planCut(graph, { cut: { ...cut, from }, role, ...options });
  }
  const [source, role] = [resolvePrincipal(graph, reference.from), resolveRole(graph, reference.to)];
  const [from] = await graph.reader.principals([source]);
  return planCut(graph, { cut: { from: from!, condition: null }, role, ...options });
}
