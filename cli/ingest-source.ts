import type { Command } from 'commander';
import { ingestFrom } from '../ingest/index.ts';
import type { AccessGraphStore } from '../store/index.ts';
import { UsageError } from './exit.ts';
import { Ingests } from './ingests.ts';
import { snapshotOption } from './options.ts';
import { snapshotDirectory } from './store.ts';

export interface AllowIngestOptions {
  readonly allowIngest?: true;
  readonly from?: readonly string[];
  readonly organization?: string;
  readonly snapshot?: string;
}

/** `--allow-ingest`, and what it reads, as `ingest` takes it. */
export const withAllowIngest = (command: Command): Command =>
  command
    .option('--allow-ingest', 'let those who may ask also start an ingest, of what the options below name')
    .option('--from <path...>', 'files of get-account-authorization-details, folders of them, or a snapshot')
    .option('--organization <path>', 'the organization: its accounts, units and control policies')
    .addOption(snapshotOption());

/** The ingests that a server may start; none unless they are allowed. @throws UsageError where nothing says what to read */
export function allowedIngests(store: AccessGraphStore, options: AllowIngestOptions): Ingests | undefined {
  const { allowIngest, from, organization, snapshot } = options;
  if (!allowIngest) return undefined;
  if (from === undefined) throw new UsageError('--allow-ingest needs to know what to read: give --from PATH.');
  const snapshotDir = snapshotDirectory(store.url, snapshot);
  return new Ingests({
    source: from.join(', '),
    run: (signal, onProgress) => ingestFrom({ from, organization, snapshotDir, store, signal, onProgress }),
  });
}
