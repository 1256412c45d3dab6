import type { Catalogue } from './catalogue.ts';
import type { CheckCode } from './checks.ts';
import type { JsonPath, PolicyType } from './finding.ts';
import type { PolicyView, StatementView } from './view.ts';

/** What is known around a policy; each may be unknown. */
export interface PolicyContext {
  readonly catalogue: Catalogue;
  /** Who owns an account that is a vendor's. */
  readonly vendorOf: (account: string) => string | null;
  /** Whether an account is the policy's own or of its organization; null where that is not known. */
  readonly isOwn: (account: string) => boolean | null;
  /** Where an identity policy is kept: each place has its quota. */
  readonly holder: 'managed' | 'user' | 'role' | 'group' | null;
  /** AWS wrote it: its quotas are not those of customers. */
  readonly awsManaged: boolean;
}

export interface Subject extends PolicyView {
  readonly type: PolicyType;
  readonly context: PolicyContext;
}

export interface Found {
  readonly code: CheckCode;
  readonly path: JsonPath;
  readonly message: string;
}

export type StatementRule = (statement: StatementView, subject: Subject) => Iterable<Found>;
export type PolicyRule = (subject: Subject) => Iterable<Found>;

export const found = (code: CheckCode, path: JsonPath, message: string): Found => ({ code, path, message });

/** Text of a document inside a sentence. */
export const quoted = (text: string): string => JSON.stringify(text.length > 120 ? `${text.slice(0, 119)}…` : text);

/** `Statement 2 (AllowCi)`: as people count. */
export const nameOf = ({ index, sid }: StatementView): string =>
  sid === null ? `Statement ${index + 1}` : `Statement ${index + 1} (${quoted(sid).slice(1, -1)})`;
