import path from 'node:path';
import type { AccountId } from '../../core/model/id.ts';
import type { Problem } from '../../core/model/problem.ts';

/**
 * A snapshot folder. Every file but the first is absent where there is nothing of its kind:
 *
 *     manifest.json                                what is here, with the hash of each file
 *     organization.json
 *     identity-centers.json                        a list, one entry an instance
 *     usage.json                                   who assumed which roles, summed up from CloudTrail
 *     accounts/ID/authorization-details.json       one entity a line, sorted by ARN
 *     accounts/ID/account.json                     aliases, providers, instance profiles, credential report
 *     accounts/ID/access-analyzer.json             analyzers with their findings
 *     accounts/ID/last-accessed.json               when roles used what they may do
 */
export const FORMAT = 'rolereach-snapshot';
export const VERSION = 2;

export interface Manifest {
  readonly format: typeof FORMAT;
  readonly version: number;
  /** ISO 8601. */
  readonly created: string;
  /** The paths it was read from, as they were given; or what was collected from. */
  readonly sources: readonly string[];
  readonly organization: FileEntry | null;
  readonly identityCenters: FileEntry | null;
  /** Absent where no events of CloudTrail were given. */
  readonly usage?: FileEntry;
  /** What could not be read of the organization and of Identity Center. */
  readonly problems: readonly Problem[];
  /** Sorted by id. */
  readonly accounts: readonly AccountEntry[];
}

export interface FileEntry {
  readonly sha256: string;
}

export interface AccountEntry {
  readonly id: AccountId;
  /** `partial`: its authorization details are here, and something else is not. `failed`: they are not. */
  readonly status: 'complete' | 'partial' | 'failed';
  /** The hash of each file that is here. */
  readonly files: Readonly<Partial<Record<AccountFile, string>>>;
  readonly users: number;
  readonly groups: number;
  readonly roles: number;
  readonly policies: number;
  /** What could not be read; empty exactly when complete. */
  readonly problems: readonly Problem[];
}

/** The files of an account, by what they hold: members of `AccountSnapshot`. */
export const ACCOUNT_FILES = {
  details: 'authorization-details.json',
  facts: 'account.json',
  accessAnalyzer: 'access-analyzer.json',
  lastAccessed: 'last-accessed.json',
} as const;
export type AccountFile = keyof typeof ACCOUNT_FILES;
/** Those that an account can do without. */
export const OTHER_FILES = ['facts', 'accessAnalyzer', 'lastAccessed'] as const satisfies readonly AccountFile[];

export const manifestPath = (folder: string): string => path.join(folder, 'manifest.json');
export const organizationPath = (folder: string): string => path.join(folder, 'organization.json');
export const identityCentersPath = (folder: string): string => path.join(folder, 'identity-centers.json');
export const usagePath = (folder: string): string => path.join(folder, 'usage.json');
export const accountPath = (folder: string, id: AccountId, file: AccountFile): string =>
  path.join(folder, 'accounts', id, ACCOUNT_FILES[file]);
