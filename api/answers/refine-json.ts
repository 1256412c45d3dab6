import type { PolicyReduction } from '../../core/refine/reduce-policy.ts';
import type { LoadedGeneration } from './loaded-generation.ts';
import type { RefinedAnswer, RefineSummary } from './refine.ts';

/** Answers as programs get them; the shapes do not change but for fields that are added. */

export interface RefinedPolicyJson extends Omit<PolicyReduction, 'before' | 'after'> {
  /** Documents; text where it is no JSON, null where nothing is left. */
  readonly before: unknown;
  readonly after: unknown;
}

export interface RefinedJson extends Omit<RefinedAnswer, 'node' | 'role' | 'policies'> {
  readonly role: string;
  readonly generation: number;
  readonly policies: readonly RefinedPolicyJson[];
}

export function refinedJson({ generation }: LoadedGeneration, answer: RefinedAnswer): RefinedJson {
  const { node: _, role, policies, ...rest } = answer;
  return {
    role: role.id,
    generation: generation.id,
    ...rest,
    policies: policies.map((policy) => ({
      ...policy,
      before: valueOf(policy.before),
      after: policy.after === null ? null : valueOf(policy.after),
    })),
  };
}

/** The value of a document; what is no JSON, as it is. */
export function valueOf(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    return document;
  }
}

export interface RefineSummaryJson extends Omit<RefineSummary, 'role'> {
  readonly role: string;
}

export const refineSummaryJson = (
  { catalog }: LoadedGeneration,
  { role, ...rest }: RefineSummary,
): RefineSummaryJson => ({ role: catalog.ids[role]!, ...rest });
