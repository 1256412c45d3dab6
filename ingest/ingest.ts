import { deriveInSteps } from '../core/derive/derive.ts';
import { inStep, type Progress } from '../core/derive/in-step.ts';
import type { Diagnostic } from '../core/model/diagnostic.ts';
import type { AccessGraphStore, Generation, LoadOptions } from '../store/access-graph-store.ts';
import { importFiles, type ImportOptions } from './import/import-files.ts';
import { DamagedError, DerivedFolder } from './derived/derived-folder.ts';
import type { AccountEntry } from './snapshot/format.ts';
import { inSteps } from './in-steps.ts';
import type { StoredSnapshot } from './snapshot/read-snapshot.ts';
import { type StagedSnapshot, stageSnapshot } from './snapshot/write-snapshot.ts';

export interface IngestTarget extends LoadOptions {
  /** Where the snapshot is kept; the one that is there is replaced. */
  readonly snapshotDir: string;
  readonly store: AccessGraphStore;
}

export interface IngestOptions extends ImportOptions, IngestTarget {}

/** What every ingest ends with. */
export interface Loaded {
  readonly generation: Generation;
  readonly diagnostics: readonly Diagnostic[];
  readonly accounts: readonly AccountEntry[];
  /** For how many accounts the hops were derived now; those of the others are as the last ingest derived them. */
  readonly derived: number;
}

export interface IngestResult extends Loaded {
  /** Files of a folder that were not read because they hold something else. */
  readonly skipped: readonly string[];
}

/**
 * From files to a new generation in the store. The snapshot takes its place after the store has loaded the graph:
 * whatever goes wrong before that leaves both as they were.
 * @throws IngestError for input that cannot be used, StoreError for a store that cannot be loaded
 */
export async function ingestFrom(options: IngestOptions): Promise<IngestResult> {
  const { snapshotDir, from } = options;
  const { skipped, ...content } = await importFiles(options);
  const staging = inStep(
    'writing the snapshot',
    content.accounts.size,
    stageSnapshot(snapshotDir, { sources: from, ...content }),
  );
  const staged = await run(staging, options);
  return { ...(await load(staged, options)), skipped };
}

/** From a snapshot beside its place to a generation, and the snapshot in its place. */
export async function load(staged: StagedSnapshot, options: IngestTarget): Promise<Loaded> {
  try {
    const loaded = await deriveAndLoad(staged.snapshot, options);
    staged.commit();
    return loaded;
  } catch (error) {
    staged.discard();
    throw error;
  }
}

async function deriveAndLoad(snapshot: StoredSnapshot, options: IngestTarget): Promise<Loaded> {
  const folder = new DerivedFolder(`${options.snapshotDir}.derived`, snapshot.manifest);
  try {
    const deriving = deriveInSteps(snapshot, (account) => folder.take(account));
    const { graph, reusable, derived } = await run(deriving, options);
    await run(inStep('keeping what was derived', reusable.length, folder.keep(reusable)), options);
    const generation = await options.store.load(graph, options);
    return { generation, diagnostics: graph.diagnostics, accounts: snapshot.manifest.accounts, derived };
  } catch (error) {
    if (!(error instanceof DamagedError)) throw error;
    folder.remove();
    return deriveAndLoad(snapshot, options);
  }
}

const run = <Result>(work: Generator<Progress, Result>, { onProgress, signal }: LoadOptions): Promise<Result> =>
  inSteps(work, (progress) => onProgress?.(progress), signal);
