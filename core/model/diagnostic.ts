import type { AccountId, NodeId, PolicyId } from './id.ts';

export const DIAGNOSTIC_CODES = [
  'malformed-policy',
  'unsupported-resource',
  'dangling-principal',
  'not-principal-with-allow',
  'account-not-collected',
  'conflicting-policy',
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
