import type { AccountId, FindingId } from './id.ts';

/** What Access Analyzer says about a role. */
export interface Finding {
  /** `ANALYZER_ARN/finding/ID` */
  readonly id: FindingId;
  /** As Access Analyzer calls it within its analyzer. */
  readonly findingId: string;
  /** ARN of the analyzer. */
  readonly analyzer: string;
  /** `ExternalAccess`, `UnusedIAMRole`, `UnusedPermission`, `InternalAccess`, … */
  readonly type: string;
  readonly status: FindingStatus;
  /** ARN of the role; null where the finding does not say. */
  readonly role: string | null;
  /** The account that owns the role. */
  readonly accountId: AccountId;
  /** Why the role could not be analyzed. */
  readonly error: string | null;
  /** ISO 8601. */
  readonly createdAt: string | null;
  readonly analyzedAt: string | null;
  readonly updatedAt: string | null;
  /** Of external access; null for other types, with an error, and where the details were not read. */
  readonly access: FindingAccess | null;
  /** Names of the analyzer's archive rules that it meets. */
  readonly archiveRules: readonly string[];
}

export const FINDING_STATUSES = ['ACTIVE', 'ARCHIVED', 'RESOLVED'] as const;
export type FindingStatus = (typeof FINDING_STATUSES)[number];

export interface FindingAccess {
  /** `AWS`, `Federated`, `CanonicalUser` or `Service`, and whom of those. */
  readonly principal: Readonly<Record<string, string>>;
  readonly actions: readonly string[];
  /** By condition key. */
  readonly condition: Readonly<Record<string, string>>;
  readonly isPublic: boolean;
}

/** Where Access Analyzer looks. */
export interface AnalyzerCoverage {
  /** The accounts of which it is known which analyzers they have; sorted. */
  readonly accounts: readonly AccountId[];
  /** Sorted by ARN. */
  readonly analyzers: readonly Analyzer[];
}

export interface Analyzer {
  readonly arn: string;
  readonly name: string;
  /** `ACCOUNT`, `ORGANIZATION`, and those of unused and internal access. */
  readonly type: string;
  /** `ACTIVE`, `CREATING`, `DISABLED`, `FAILED`; null where not known. */
  readonly status: string | null;
  readonly region: string;
  readonly accountId: AccountId;
  /** ISO 8601; when it last analyzed anything. */
  readonly lastAnalyzedAt: string | null;
  readonly archiveRules: readonly ArchiveRule[];
}

export interface ArchiveRule {
  readonly name: string;
  /** The criteria that a finding must meet, all of them; as text. */
  readonly criteria: readonly string[];
  /** How many findings about roles meet it. */
  readonly hides: number;
}
