import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { IdentityCenterDetails } from '../../core/model/identity-center.ts';
import type { AccountSnapshot, OrganizationDetails } from '../../core/model/snapshot.ts';
import type { UsageLog } from '../../core/model/usage.ts';
import type { AccountRecords } from '../import/account-records.ts';
import { detailsText, entityCounts, pretty, usageText } from './account-text.ts';
import {
  type AccountEntry,
  type AccountFile,
  accountPath,
  FORMAT,
  identityCentersPath,
  type Manifest,
  manifestPath,
  organizationPath,
  OTHER_FILES,
  usagePath,
  VERSION,
} from './format.ts';
import { refuseToReplaceOtherThings, remove, removeLeftovers, replace } from './place.ts';
import type { Problem } from '../../core/model/problem.ts';
import { hash, openSnapshot, type StoredSnapshot } from './read-snapshot.ts';

export interface SnapshotContent {
  readonly sources: readonly string[];
  readonly organization: OrganizationDetails | null;
  readonly identityCenters?: readonly IdentityCenterDetails[] | undefined;
  readonly problems?: readonly Problem[] | undefined;
  readonly usage?: UsageLog | null | undefined;
  readonly accounts: Iterable<AccountContent>;
}

/** What is known of an account; without `others`, that is its authorization details, all of them. */
export interface AccountContent extends AccountRecords {
  readonly others?: OtherContent | undefined;
}

/** What a live collection reads beside the authorization details, and what it could not read. */
export interface OtherContent extends Pick<AccountSnapshot, Exclude<AccountFile, 'details'>> {
  readonly status: AccountEntry['status'];
  readonly problems: readonly Problem[];
}

/** A snapshot that is written whole and not yet in its place. */
export interface StagedSnapshot {
  readonly snapshot: StoredSnapshot;
  /** Puts it in its place, instead of the one that was there. */
  commit(): void;
  /** Throws it away. */
  discard(): void;
}

/**
 * Writes a snapshot beside the folder that is its place, handing back control before each account; when it is stopped,
 * nothing is left of it.
 * @throws SnapshotError when there is something else in that place, which is then not touched
 */
export function* stageSnapshot(place: string, content: SnapshotContent): Generator<void, StagedSnapshot> {
  const folder = path.resolve(place);
  refuseToReplaceOtherThings(folder);
  removeLeftovers(folder);
  const staging = `${folder}.partial-${process.pid}`;
  let whole = false;
  try {
    yield* writeContent(staging, content);
    const snapshot = openSnapshot(staging);
    whole = true;
    return { snapshot, commit: () => replace(folder, staging), discard: () => remove(staging) };
  } finally {
    if (!whole) remove(staging);
  }
}

function* writeContent(staging: string, content: SnapshotContent): Generator<void, void> {
  const { sources, organization, identityCenters = [], problems = [], usage, accounts } = content;
  mkdirSync(staging, { recursive: true });
  const entries: AccountEntry[] = [];
  for (const account of accounts) {
    yield;
    entries.push(writeAccount(staging, account));
  }
  const manifest: Manifest = {
    format: FORMAT,
    version: VERSION,
    created: new Date().toISOString(),
    sources,
    organization: organization && { sha256: write(organizationPath(staging), pretty(organization)) },
    identityCenters:
      identityCenters.length === 0 ? null : { sha256: write(identityCentersPath(staging), pretty(identityCenters)) },
    ...(usage ? { usage: { sha256: write(usagePath(staging), usageText(usage)) } } : {}),
    problems,
    accounts: entries,
  };
  write(manifestPath(staging), pretty(manifest));
}

function writeAccount(staging: string, account: AccountContent): AccountEntry {
  const { accountId: id, others = { status: 'complete', problems: [] } } = account;
  const files: Partial<Record<AccountFile, string>> = {};
  if (others.status !== 'failed') files.details = write(accountPath(staging, id, 'details'), detailsText(account));
  for (const file of OTHER_FILES) {
    const value = others[file];
    if (value !== undefined) files[file] = write(accountPath(staging, id, file), pretty(value));
  }
  return { id, status: others.status, files, ...entityCounts(account), problems: others.problems };
}

/** Gives the hash of what it wrote. */
function write(file: string, content: string): string {
  const bytes = Buffer.from(content);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes, { mode: 0o600 });
  return hash(bytes);
}
