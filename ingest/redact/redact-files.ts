import { inStep } from '../../core/derive/in-step.ts';
import type { LoadOptions } from '../../store/access-graph-store.ts';
import { type ImportOptions, importFiles } from '../import/import-files.ts';
import { inSteps } from '../in-steps.ts';
import type { AccountEntry } from '../snapshot/format.ts';
import { stageSnapshot } from '../snapshot/write-snapshot.ts';
import { redact } from './redact.ts';

export interface RedactOptions extends ImportOptions, Pick<LoadOptions, 'onProgress' | 'signal'> {
  /** Where the redacted snapshot goes; the one that is there is replaced. */
  readonly snapshotDir: string;
}

/**
 * From files to a snapshot without what people chose, and to no store.
 * @throws IngestError for input that cannot be used
 */
export async function redactFiles(options: RedactOptions): Promise<readonly AccountEntry[]> {
  const { skipped: _, ...content } = await importFiles(options);
  const staging = stageSnapshot(options.snapshotDir, redact({ sources: options.from, ...content }));
  const work = inStep('writing the redacted snapshot', content.accounts.size, staging);
  const staged = await inSteps(work, (progress) => options.onProgress?.(progress), options.signal);
  staged.commit();
  return staged.snapshot.manifest.accounts;
}
