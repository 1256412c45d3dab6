import path from 'node:path';
import type { AccountId } from '../../core/model/id.ts';

/**
 * A snapshot folder:
 *
 *     manifest.json                                what is here, with the hash of each file
 *     organization.json                            absent where no organization is known
 *     accounts/ID/authorization-details.json       one entity a line, sorted by ARN
 */
export const FORMAT = 'rolereach-snapshot';
export const VERSION = 1;

export interface Manifest {
  readonly format: typeof FORMAT;
  readonly version: number;
  /** ISO 8601. */
  readonly created: string;
  /** The paths it was read from, as they were given. */
  readonly sources: readonly string[];
  readonly organization: { readonly sha256: string } | null;
  /** Sorted by id. */
  readonly accounts: readonly AccountEntry[];
}

export interface AccountEntry {
  readonly id: AccountId;
  readonly status: 'complete';
  readonly sha256: string;
  readonly users: number;
  readonly groups: number;
  readonly roles: number;
  readonly policies: number;
}

export const manifestPath = (folder: string): string => path.join(folder, 'manifest.json');
export const organizationPath = (folder: string): string => path.join(folder, 'organization.json');
export const accountPath = (folder: string, id: AccountId): string =>
  path.join(folder, 'accounts', id, 'authorization-details.json');
