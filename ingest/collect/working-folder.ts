import { existsSync, linkSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountId } from '../../core/model/id.ts';
import type { IdentityCenterDetails } from '../../core/model/identity-center.ts';
import type { AccountSnapshot, OrganizationDetails } from '../../core/model/snapshot.ts';
import { SnapshotError } from '../errors.ts';
import type { AccountRecords } from '../import/account-records.ts';
import { detailsText, entityCounts, pretty } from '../snapshot/account-text.ts';
import { writeDurably } from '../snapshot/durable-file.ts';
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
  VERSION,
} from '../snapshot/format.ts';
import { isRunning, refuseToReplaceOtherThings, remove, removeLeftovers, replace } from '../snapshot/place.ts';
import type { Problem } from '../../core/model/problem.ts';
import { isSnapshot, openSnapshot, readManifest } from '../snapshot/read-snapshot.ts';
import type { StagedSnapshot } from '../snapshot/write-snapshot.ts';

/** What was read of one account; without details it counts as failed. */
export interface CollectedAccount extends Partial<Pick<AccountSnapshot, 'facts' | 'accessAnalyzer' | 'lastAccessed'>> {
  readonly id: AccountId;
  readonly details?: AccountRecords | undefined;
  readonly problems: readonly Problem[];
}

/** The part of the time that may go into writing the manifest. */
const SHARE_FOR_MANIFEST = 1 / 10;
/** In milliseconds: accounts wait for it, and a disk may be slow. */
const LONGEST_PAUSE = 200;

/**
 * A snapshot that grows while an organization is collected, beside the place that it takes in the end. At every moment it
 * is a snapshot that can be opened, and that a later run can go on with: a file is whole before the manifest names it, and
 * the manifest names it no longer before it is replaced.
 */
export class WorkingFolder {
  readonly folder: string;
  readonly #place: string;
  readonly #lock: string;
  readonly #entries = new Map<AccountId, AccountEntry>();
  #manifest: Manifest;
  #problems: Readonly<Record<'organization' | 'identityCenters', readonly Problem[]>>;
  /** The write that has begun, and the one that will take in what changes meanwhile. */
  #writing: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;
  #pause = 0;

  /**
   * @param sources what is collected from: a run goes on with what was collected from the same alone
   * @throws SnapshotError where a snapshot must not be put, or another process is at it
   */
  constructor(snapshotDir: string, sources: readonly string[], resume: boolean) {
    this.#place = path.resolve(snapshotDir);
    this.folder = `${this.#place}.collecting`;
    this.#lock = `${this.folder}.pid`;
    refuseToReplaceOtherThings(this.#place);
    removeLeftovers(this.#place);
    takeLock(this.#lock, this.folder);
    const begun = resume && isSnapshot(this.folder) ? readManifest(this.folder) : null;
    if (begun === null) remove(this.folder);
    else this.#refuseOthers(begun, sources);
    this.#manifest = begun ?? emptyManifest(sources);
    for (const entry of this.#manifest.accounts) this.#entries.set(entry.id, entry);
    this.#problems = { organization: [], identityCenters: this.#manifest.problems.filter(isOfIdentityCenter) };
  }

  /** What is there of an account. */
  entry(id: AccountId): AccountEntry | undefined {
    return this.#entries.get(id);
  }

  get manifest(): Manifest {
    const { organization, identityCenters } = this.#problems;
    return { ...this.#manifest, problems: [...organization, ...identityCenters], accounts: this.entries };
  }

  get entries(): readonly AccountEntry[] {
    return [...this.#entries.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** The organization of an earlier run. */
  get organization(): OrganizationDetails | null {
    return this.#manifest.organization && openSnapshot(this.folder).organization;
  }

  /** Whether an earlier run has read all of Identity Center. */
  get hasIdentityCenters(): boolean {
    return this.#manifest.identityCenters !== null && this.#problems.identityCenters.length === 0;
  }

  async keepOrganization(details: OrganizationDetails | null, problems: readonly Problem[]): Promise<void> {
    await this.#unname('organization');
    const sha256 = details && (await writeDurably(organizationPath(this.folder), pretty(details)));
    this.#problems = { ...this.#problems, organization: problems };
    this.#manifest = { ...this.#manifest, organization: sha256 === null ? null : { sha256 } };
    await this.#save();
  }

  async keepIdentityCenters(centers: readonly IdentityCenterDetails[], problems: readonly Problem[]): Promise<void> {
    await this.#unname('identityCenters');
    const any = centers.length > 0;
    const sha256 = any ? await writeDurably(identityCentersPath(this.folder), pretty(centers)) : null;
    this.#problems = { ...this.#problems, identityCenters: problems };
    this.#manifest = { ...this.#manifest, identityCenters: sha256 === null ? null : { sha256 } };
    await this.#save();
  }

  /** Resolves when the account is safe. */
  async keepAccount({ id, details, problems, ...others }: CollectedAccount): Promise<void> {
    if (this.#entries.delete(id)) await this.#save();
    const files: Partial<Record<AccountFile, string>> = {};
    const keep = async (file: AccountFile, content: string): Promise<void> => {
      files[file] = await writeDurably(accountPath(this.folder, id, file), content);
    };
    if (details !== undefined) {
      await keep('details', detailsText(details));
      for (const file of OTHER_FILES) if (others[file] !== undefined) await keep(file, pretty(others[file]));
    }
    const status = details === undefined ? 'failed' : problems.length === 0 ? 'complete' : 'partial';
    const counts = details === undefined ? NOTHING : entityCounts(details);
    this.#entries.set(id, { id, status, files, ...counts, problems });
    await this.#save();
  }

  async #unname(file: 'organization' | 'identityCenters'): Promise<void> {
    if (this.#manifest[file] === null) return;
    this.#manifest = { ...this.#manifest, [file]: null };
    await this.#save();
  }

  /** Leaves these accounts alone in the snapshot. */
  async keepOnly(accounts: ReadonlySet<AccountId>): Promise<void> {
    for (const id of this.#entries.keys()) if (!accounts.has(id)) this.#entries.delete(id);
    await this.#save();
  }

  /** What is there as a snapshot; its place is taken with `commit`, and thrown away it is not: another run may go on. */
  stage(): StagedSnapshot {
    this.#sweep();
    const commit = (): void => {
      replace(this.#place, this.folder);
      this.close();
    };
    return { snapshot: openSnapshot(this.folder), commit, discard: () => this.close() };
  }

  /** Lets other processes at it. */
  close(): void {
    remove(this.#lock);
  }

  #refuseOthers(begun: Manifest, sources: readonly string[]): void {
    if (begun.sources.join() === sources.join()) return;
    this.close();
    throw new SnapshotError(
      `${this.folder} was collected from ${begun.sources.join(', ')}, and these credentials are for ` +
        `${sources.join(', ')}. Go on with the credentials of then, or begin anew without --resume.`,
    );
  }

  /** Resolves when the manifest says what is so now. Those who wait share one write. */
  #save(): Promise<void> {
    this.#next ??= this.#saveAfter(this.#writing);
    return this.#next;
  }

  async #saveAfter(earlier: Promise<void>): Promise<void> {
    await earlier.catch(() => {}); // told to those who waited for it
    await sleep(this.#pause);
    this.#writing = this.#next!;
    this.#next = null;
    const began = performance.now();
    await writeDurably(manifestPath(this.folder), pretty(this.manifest));
    this.#pause = Math.min(LONGEST_PAUSE, (performance.now() - began) * (1 / SHARE_FOR_MANIFEST - 1));
  }

  /** Removes what runs that were stopped have left, and files of accounts that are no longer asked for. */
  #sweep(): void {
    const { folder } = this;
    const files = this.entries.flatMap(({ id, files: of }) =>
      Object.keys(of).map((file) => accountPath(folder, id, file as AccountFile)),
    );
    const { organization, identityCenters } = this.#manifest;
    if (organization !== null) files.push(organizationPath(folder));
    if (identityCenters !== null) files.push(identityCentersPath(folder));
    const wanted = new Set([manifestPath(folder), ...files.flatMap((file) => withParents(file, folder))]);
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const found = path.join(folder, name);
      if (!wanted.has(found)) remove(found);
    }
  }
}

/** A file and the folders that it is in, up to one of them. */
function withParents(file: string, top: string): string[] {
  return file === top ? [] : [file, ...withParents(path.dirname(file), top)];
}

const emptyManifest = (sources: readonly string[]): Manifest => ({
  format: FORMAT,
  version: VERSION,
  created: new Date().toISOString(),
  sources,
  organization: null,
  identityCenters: null,
  problems: [],
  accounts: [],
});

const NOTHING = { users: 0, groups: 0, roles: 0, policies: 0 };

const isOfIdentityCenter = ({ operation }: Problem): boolean => /^(sso|identitystore):/.test(operation);

/**
 * Puts down which process collects into the folder: as a link to a whole file, so that of two that start at once one fails.
 * @throws SnapshotError when another process collects into the folder
 */
function takeLock(lock: string, folder: string): void {
  const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : Number.NaN;
  if (holder > 0 && isRunning(holder)) throw taken(`Process ${holder} is`, lock, folder);
  const own = `${lock}.${process.pid}`;
  remove(lock);
  writeFileSync(own, String(process.pid), { mode: 0o600 });
  try {
    linkSync(own, lock);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST'
      ? taken('Another process has just begun', lock, folder)
      : error;
  } finally {
    remove(own);
  }
}

const taken = (who: string, lock: string, folder: string): SnapshotError =>
  new SnapshotError(
    `${who} collecting into ${folder}. Wait for it, or name another folder with --snapshot. ` +
      `(If that process is something else, remove ${lock}.)`,
  );
