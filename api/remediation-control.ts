import type { HistoryStep } from '../core/resolution/history.ts';
import type { AnalyzerAccess, RoleAccess } from '../resolve/index.ts';

/** Gets at roles and analyzers for those who change trust policies, or archive findings, over the API. How accounts are entered is not theirs to choose. */
export interface RemediationControl {
  /** How, in words: `AWS with the profile audit, as the role Resolution of each account`. */
  readonly through: string;
  /** References to principals that no plan may take access from, whatever else is asked. */
  readonly breakGlass: readonly string[];
  /** @throws RemediationRefusedError ACCOUNT_NOT_ENTERED */
  accessTo(role: string): Promise<RoleAccess>;
  /** @param analyzer ARN @throws RemediationRefusedError ACCOUNT_NOT_ENTERED */
  analyzerAccess(analyzer: string): Promise<AnalyzerAccess>;
  /** Told of what came of each attempt. */
  tell(step: HistoryStep): void;
}

export type RemediationRefusal =
  | 'REMEDIATION_NOT_ALLOWED'
  | 'REMEDIATION_RUNNING'
  | 'APPROVAL_INVALID'
  | 'APPROVAL_EXPIRED'
  | 'APPROVAL_USED'
  | 'ACCOUNT_NOT_ENTERED';

/** What was asked cannot be done, and nothing was; the message is for the person who asked. */
export class RemediationRefusedError extends Error {
  override readonly name = 'RemediationRefusedError';
  readonly code: RemediationRefusal;

  constructor(code: RemediationRefusal, message: string) {
    super(message);
    this.code = code;
  }
}
