import type { AccountId, NodeId, PolicyId } from './id.ts';

export const DIAGNOSTIC_CODES = [
  /** A policy that cannot be read. */
  'malformed-policy',
  /** A policy is attached, but its document is not in the snapshot. */
  'missing-policy',
  /** One managed policy with different documents in different accounts. */
  'conflicting-policy',
  /** A part of a policy that matches nothing as it is written. */
  'ineffective-element',
  'not-principal-with-allow',
  /** A trust policy names a principal that does not exist. */
  'dangling-principal',
  /** An account of the organization that the snapshot does not hold. */
  'account-not-collected',
  /** The organization could not be read: not its other accounts, nor its control policies. */
  'organization-not-read',
  /** No SCP at some level above an account, which AWS does not allow: the organization file lacks one. */
  'no-scp',
  /** Who is assigned to a role of Identity Center is not known, or not all of them. */
  'assignments-not-known',
  /** Identity Center assigns a permission set in an account that has no role of it. */
  'assignment-without-role',
  /** Identity Center assigns a user that it does not have. */
  'assigned-user-gone',
] as const;
export type DiagnosticCode = (typeof DIAGNOSTIC_CODES)[number];

/** Something the reader of an answer should know about its input; it never stops a run. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  /** `error`: answers may be incomplete; `warning`: worth knowing. */
  readonly severity: 'error' | 'warning';
  /** A sentence that names the place and the way out. */
  readonly message: string;
  readonly principal: NodeId | null;
  readonly accountId: AccountId | null;
  readonly policy: PolicyId | null;
}
