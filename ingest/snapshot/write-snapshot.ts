import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { IdentityCenterDetails } from '../../core/model/identity-center.ts';
import type { OrganizationDetails } from '../../core/model/snapshot.ts';
import { SnapshotError } from '../errors.ts';
import type { AccountRecords } from '../import/account-records.ts';
import { LIST_NAMES } from '../import/authorization-details.ts';
import {
  type AccountEntry,
  accountPath,
  FORMAT,
  identityCentersPath,
  type Manifest,
  manifestPath,
  organizationPath,
  VERSION,
} from './format.ts';
import { hash, isSnapshot, openSnapshot, refuseNewer, type StoredSnapshot } from './read-snapshot.ts';

export interface SnapshotContent {
  readonly sources: readonly string[];
  readonly organization: OrganizationDetails | null;
  readonly identityCenters?: readonly IdentityCenterDetails[];
  readonly accounts: Iterable<AccountRecords>;
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
  const { sources, organization, identityCenters = [], accounts } = content;
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
    problems: [],
    accounts: entries,
  };
  write(manifestPath(staging), pretty(manifest));
}

function writeAccount(staging: string, { accountId, lists }: AccountRecords): AccountEntry {
  const members = LIST_NAMES.map((name) => `"${name}": [${lists[name].map((json) => `\n${json}`).join(',')}]`);
  return {
    id: accountId,
    status: 'complete',
    files: { details: write(accountPath(staging, accountId, 'details'), `{\n${members.join(',\n')}\n}\n`) },
    users: lists.UserDetailList.length,
    groups: lists.GroupDetailList.length,
    roles: lists.RoleDetailList.length,
    policies: lists.Policies.length,
    problems: [],
  };
}

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Gives the hash of what it wrote. */
function write(file: string, content: string): string {
  const bytes = Buffer.from(content);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes, { mode: 0o600 });
  return hash(bytes);
}

function refuseToReplaceOtherThings(folder: string): void {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  if (!isSnapshot(folder)) {
    throw new SnapshotError(
      `${folder} holds something else than a snapshot and would be replaced. Name a new or empty folder with --snapshot.`,
    );
  }
  refuseNewer(folder);
}

/** A rename cannot replace a folder that holds something, so the old snapshot steps aside first. */
function replace(folder: string, staging: string): void {
  const old = `${folder}.old-${process.pid}`;
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(staging, folder);
  remove(old);
}

/** Cleans up after runs that were killed; an old snapshot that had just stepped aside goes back to its place. */
function removeLeftovers(folder: string): void {
  const parent = path.dirname(folder);
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    const [, base, kind, pid] = /^(.*)\.(partial|old)-(\d+)$/.exec(name) ?? [];
    if (base !== path.basename(folder) || isRunning(Number(pid))) continue;
    const leftover = path.join(parent, name);
    if (kind === 'old' && !existsSync(folder)) renameSync(leftover, folder);
    else remove(leftover);
  }
}

/** Whether another process has the id. */
function isRunning(pid: number): boolean {
  try {
    return pid !== process.pid && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });
