import type { Condition } from './condition.ts';
import type { NodeId } from './id.ts';

/** What a path as a whole asks for: the conjunction of what its hops ask for, each of its own caller. */
export interface PathCondition {
  /** All of it in one sentence: "alice with MFA; then, as Deployer, passing ExternalId = x". */
  readonly sentence: string;
  /** One a CONDITIONAL hop, in the order of the hops; all must hold. */
  readonly terms: readonly PathTerm[];
  /** A sentence, where no one can walk the path because hops ask for what excludes each other; else null. */
  readonly contradiction: string | null;
}

/** What one hop asks for. */
export interface PathTerm {
  /** Position of the hop in the path, from 0. */
  readonly hop: number;
  /** Who makes the call: the principal that the hop leaves. */
  readonly caller: NodeId;
  readonly callerName: string;
  /** As in the hop. */
  readonly conditions: readonly string[];
  readonly condition: Condition;
  readonly carried: readonly CarriedParameter[];
}

/** Something that a term tests and that an earlier call of the path sets. */
export interface CarriedParameter {
  /** As STS names it. */
  readonly parameter: 'Tags' | 'SourceIdentity' | 'RoleSessionName';
  /** The key of the session tag; null for the rest. */
  readonly tag: string | null;
  /** Position of the hop that makes the session, from 0: its call sets the parameter. */
  readonly hop: number;
  /** Whether a call before that one can set it as well: a source identity stays, and so does a transitive tag. */
  readonly orBefore: boolean;
}
