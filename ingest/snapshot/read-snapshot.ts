import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type {
  AccountSnapshot,
  AuthorizationDetails,
  OrganizationDetails,
  Snapshot,
} from '../../core/model/snapshot.ts';
import { SnapshotError } from '../errors.ts';
import { accountPath, FORMAT, type Manifest, manifestPath, organizationPath, VERSION } from './format.ts';

export interface StoredSnapshot extends Snapshot {
  readonly manifest: Manifest;
}

/** Whether a folder holds a snapshot, of whichever version. */
export const isSnapshot = (folder: string): boolean =>
  existsSync(manifestPath(folder)) && readFileSync(manifestPath(folder), 'utf8').includes(`"${FORMAT}"`);

/**
 * Opens a snapshot folder. The details of an account are read when they are asked for, each time.
 * @throws SnapshotError when the folder is no snapshot, of a newer version, or not as it was written
 */
export function openSnapshot(folder: string): StoredSnapshot {
  const manifest = readManifest(folder);
  const { organization } = manifest;
  return {
    manifest,
    organization:
      organization && (readSnapshotFile(organizationPath(folder), organization.sha256) as OrganizationDetails),
    accounts: {
      *[Symbol.iterator](): Generator<AccountSnapshot> {
        for (const { id, sha256 } of manifest.accounts) {
          yield {
            accountId: id,
            version: sha256,
            get details() {
              return readSnapshotFile(accountPath(folder, id), sha256) as AuthorizationDetails;
            },
          };
        }
      },
    },
  };
}

/** @throws SnapshotError when a snapshot is of a newer version, or not as it was written */
export function readManifest(folder: string): Manifest {
  if (!isSnapshot(folder)) throw new SnapshotError(`${folder} is not a snapshot: it has no manifest.json of one.`);
  refuseNewer(folder);
  return parse(manifestPath(folder), readFileSync(manifestPath(folder), 'utf8')) as Manifest;
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
