/** Something that a live collection could not read. */
export interface Problem {
  /** The call: `iam:GetAccountAuthorizationDetails`. */
  readonly operation: string;
  /** Of a service that has regions. */
  readonly region: string | null;
  readonly cause: ProblemCause;
  /** A sentence, with what AWS said; no credentials in it. */
  readonly message: string;
  /** The action to allow, and to whom, where that would help. */
  readonly missingPermission: string | null;
}

export const PROBLEM_CAUSES = [
  /** No policy of the caller allows the call, or one denies it. */
  'access-denied',
  /** A control policy of the organization denies it. */
  'control-policy',
  /** The member role cannot be assumed: it is not there, or does not trust the collector. */
  'role-refused',
  'region-off',
  'expired-credentials',
  /** The account was closed or suspended meanwhile. */
  'account-gone',
  'throttled',
  /** No answer, or one that was cut off, however often it was asked for. */
  'unreachable',
  /** An answer that is none: malformed, or pages that never end. */
  'bad-answer',
  'other',
] as const;
export type ProblemCause = (typeof PROBLEM_CAUSES)[number];
