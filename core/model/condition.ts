/**
 * What must hold for a hop besides what is known, as data. The sentences of a hop say the same: where all of several
 * conditions must hold, each is a sentence.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | RequestCondition
  /** The caller is the session of this name. */
  | { readonly session: string }
  /** The policies of this account, which is not in the snapshot, allow the call. */
  | { readonly accountAllows: string }
  /** This policy, which could not be read, allows the call. */
  | { readonly policyAllows: string };

/** A test of the request's context, as a `Condition` block writes it: `StringEquals`, `ForAnyValue:StringLike`, … */
export interface RequestCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}
