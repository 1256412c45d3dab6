import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { AccountSnapshot, OrganizationDetails } from '../../core/model/snapshot.ts';
import { finish } from '../../core/derive/in-step.ts';
import { importFiles, type ImportOptions, openSnapshot, stageSnapshot } from '../../ingest/index.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A folder with the given files, for the time of the test. */
export function folderWith(files: Files): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'rolereach-ingest-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

export interface ImportedSnapshot {
  readonly organization: OrganizationDetails | null;
  readonly accounts: readonly AccountSnapshot[];
  readonly skipped: readonly string[];
}

/** Imports, keeps as a snapshot, and reads that back. */
export async function importAndReadBack(options: ImportOptions): Promise<ImportedSnapshot> {
  const { organization, accounts, skipped } = await importFiles(options);
  const place = path.join(folderWith({}), 'snapshot');
  finish(stageSnapshot(place, { sources: options.from, organization, accounts })).commit();
  const snapshot = openSnapshot(place);
  return { organization: snapshot.organization, accounts: [...snapshot.accounts], skipped };
}

/** The error of an import from a folder's files, with the folder's own path left out of the message. */
export async function importError(files: Files, from: readonly string[], organization?: string): Promise<string> {
  const folder = folderWith(files);
  const inFolder = (name: string): string => path.join(folder, name);
  const options = { from: from.map(inFolder), organization: organization && inFolder(organization) };
  return importFiles(options).then(
    () => 'no error',
    (error: Error) => `${error.name}: ${error.message.replaceAll(folder + path.sep, '').replaceAll(folder, 'folder')}`,
  );
}
