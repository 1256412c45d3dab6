import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { ImportError } from '../errors.ts';
import { accountPath, identityCentersPath, organizationPath } from '../snapshot/format.ts';
import { isSnapshot, readManifest, readSnapshotFile } from '../snapshot/read-snapshot.ts';
import { decodeText } from './decode-text.ts';
import { JsonSyntaxError, parseJsonDocuments } from './json-documents.ts';

export interface SourceFile {
  readonly path: string;
  /** Whether the user named it; false where it was found in a folder. */
  readonly named: boolean;
  /** The account that its name, or its folder's, speaks of. */
  readonly account: string | null;
  /** The folder of the snapshot that it is of. */
  readonly snapshot: string | null;
  /** Its JSON values. @throws IngestError */
  readonly read: () => unknown[];
}

const JSON_FILE = /\.(json|jsonl|ndjson)(\.gz)?$/i;

/**
 * The files that a path given to `--from` stands for: itself, or what a folder holds on any level, hidden things left
 * out; of a snapshot what its manifest lists.
 * @throws IngestError
 */
export function findFiles(from: string): SourceFile[] {
  const files = [...eachFile(from)];
  if (files.length > 0) return files;
  throw new ImportError(from, 'there is no JSON file in this folder (.json, .jsonl or .ndjson, also with .gz).');
}

/** The same files one by one, in order, and none of a folder without any. @throws IngestError */
export function* eachFile(from: string): Generator<SourceFile> {
  if (!existsSync(from)) throw new ImportError(from, 'there is no such file or folder.');
  if (statSync(from).isDirectory()) yield* walk(from);
  else yield plainFile(from, true);
}

function* walk(folder: string): Generator<SourceFile> {
  if (isSnapshot(folder)) return yield* snapshotFiles(folder);
  for (const entry of readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) yield* walk(file);
    else if (JSON_FILE.test(entry.name) && statSync(file).isFile()) yield plainFile(file, false);
  }
}

function* snapshotFiles(folder: string): Generator<SourceFile> {
  const { accounts, organization, identityCenters } = readManifest(folder);
  if (organization !== null) yield snapshotFile(folder, organizationPath(folder), organization.sha256);
  if (identityCenters !== null) yield snapshotFile(folder, identityCentersPath(folder), identityCenters.sha256);
  for (const { id, files } of accounts)
    if (files.details !== undefined) yield snapshotFile(folder, accountPath(folder, id, 'details'), files.details, id);
}

const snapshotFile = (snapshot: string, file: string, sha256: string, account: string | null = null): SourceFile => ({
  path: file,
  named: false,
  account,
  snapshot,
  read: () => [readSnapshotFile(file, sha256)],
});

const plainFile = (file: string, named: boolean): SourceFile => ({
  path: file,
  named,
  account: accountIn(path.basename(file)) ?? accountIn(path.basename(path.dirname(file))),
  snapshot: null,
  read: () => readJsonFile(file),
});

const accountIn = (name: string): string | null => /(?<!\d)\d{12}(?!\d)/.exec(name)?.[0] ?? null;

/**
 * The JSON values in a file, one or several, one after another.
 * @throws ImportError
 */
export function readJsonFile(file: string): unknown[] {
  try {
    const text = decodeText(readFileSync(file));
    if (text.trim() === '') throw new ImportError(file, 'the file is empty.');
    return parseJsonDocuments(text);
  } catch (error) {
    throw error instanceof ImportError ? error : new ImportError(...explain(file, error as Error), { cause: error });
  }
}

function explain(file: string, error: Error): [place: string, problem: string] {
  if (error instanceof JsonSyntaxError) {
    return [`${file}:${error.line}:${error.column}`, `not valid JSON: ${error.message}.`];
  }
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return [file, 'there is no such file.'];
  if (error instanceof RangeError || code === 'ERR_FS_FILE_TOO_LARGE' || code === 'ERR_BUFFER_TOO_LARGE') {
    return [file, 'the file is too large to be read at once. Give each account a file of its own.'];
  }
  return [file, `the file cannot be read (${error.message}).`];
}
