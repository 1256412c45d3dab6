import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { IdentityCenterDetails } from '../../core/model/identity-center.ts';
import type { AccountId } from '../../core/model/id.ts';
import type { AccountSnapshot, OrganizationDetails, Snapshot } from '../../core/model/snapshot.ts';
import type { UsageLog } from '../../core/model/usage.ts';
import { SnapshotError } from '../errors.ts';
import {
  type AccountEntry,
  type AccountFile,
  accountPath,
  FORMAT,
  identityCentersPath,
  type Manifest,
  manifestPath,
  organizationPath,
  usagePath,
  VERSION,
} from './format.ts';

export interface StoredSnapshot extends Snapshot {
  readonly manifest: Manifest;
  /** Undefined where its authorization details are not here. */
  account(id: AccountId): AccountSnapshot | undefined;
}

/** Whether a folder holds a snapshot, of whichever version. */
export const isSnapshot = (folder: string): boolean =>
  existsSync(manifestPath(folder)) && readFileSync(manifestPath(folder), 'utf8').includes(`"${FORMAT}"`);

/**
 * Opens a snapshot folder. The files of an account are read when they are asked for, each time; an account without
 * authorization details counts as not collected.
 * @throws SnapshotError when the folder is no snapshot, of a newer version, or not as it was written
 */
export function openSnapshot(folder: string): StoredSnapshot {
  const manifest = readManifest(folder);
  const { organization, identityCenters, usage, problems, accounts } = manifest;
  const collected = accounts.filter(({ files }) => files.details !== undefined);
  return {
    manifest,
    account(id) {
      const entry = collected.find((each) => each.id === id);
      return entry && storedAccount(folder, entry);
    },
    organization:
      organization && (readSnapshotFile(organizationPath(folder), organization.sha256) as OrganizationDetails),
    identityCenters:
      identityCenters === null
        ? []
        : (readSnapshotFile(identityCentersPath(folder), identityCenters.sha256) as readonly IdentityCenterDetails[]),
    usage: usage === undefined ? null : (readSnapshotFile(usagePath(folder), usage.sha256) as UsageLog),
    problems,
    accounts: {
      *[Symbol.iterator](): Generator<AccountSnapshot> {
        for (const entry of collected) yield storedAccount(folder, entry);
      },
    },
  };
}

function storedAccount(folder: string, { id, files }: AccountEntry): AccountSnapshot {
  const read = <File extends AccountFile>(file: File): AccountSnapshot[File] | undefined => {
    const sha256 = files[file];
    if (sha256 === undefined) return undefined;
    return readSnapshotFile(accountPath(folder, id, file), sha256) as AccountSnapshot[File];
  };
  return {
    accountId: id,
    version: files.details!,
    get details() {
      return read('details')!;
    },
    get facts() {
      return read('facts');
    },
    get accessAnalyzer() {
      return read('accessAnalyzer');
    },
    get lastAccessed() {
      return read('lastAccessed');
    },
  };
}

/** @throws SnapshotError when a snapshot is of a newer version, or not as it was written */
export function readManifest(folder: string): Manifest {
  if (!isSnapshot(folder)) throw new SnapshotError(`${folder} is not a snapshot: it has no manifest.json of one.`);
  refuseNewer(folder);
  return upToDate(parse(manifestPath(folder), readFileSync(manifestPath(folder), 'utf8')) as Manifest);
}

/** Version 1 knew files only: an organization, and one file an account. */
function upToDate(manifest: Manifest): Manifest {
  if (manifest.version >= VERSION) return manifest;
  const accounts = manifest.accounts as readonly (AccountEntry & { readonly sha256: string })[];
  return {
    ...manifest,
    identityCenters: null,
    problems: [],
    accounts: accounts.map(({ sha256, ...entry }) => ({ ...entry, files: { details: sha256 }, problems: [] })),
  };
}

/** @throws SnapshotError when a snapshot is of a version that is not known here */
export function refuseNewer(folder: string): void {
  const version = Number(/"version": *(\d+)/.exec(readFileSync(manifestPath(folder), 'utf8'))?.[1]);
  if (version > VERSION) {
    throw new SnapshotError(
      `${folder} was written by a newer rolereach (format ${version}; this one knows ${VERSION}). ` +
        'Update rolereach, or name another folder with --snapshot.',
    );
  }
}

/** @throws SnapshotError when the file is not as it was written */
export function readSnapshotFile(file: string, sha256: string): unknown {
  const bytes = existsSync(file) ? readFileSync(file) : null;
  if (bytes === null || hash(bytes) !== sha256) {
    throw new SnapshotError(`${file} is ${bytes === null ? 'missing' : 'not as it was written'}. ${WAY_OUT}`);
  }
  return parse(file, bytes.toString());
}

function parse(file: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new SnapshotError(`${file} is not as it was written. ${WAY_OUT}`, { cause });
  }
}

const WAY_OUT = 'Run `rolereach ingest` again from the original files.';

export const hash = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
