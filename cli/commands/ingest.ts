import type { Command } from 'commander';
import { ingestFrom, type IngestResult } from '../../ingest/index.ts';
import { interruptible } from '../interrupt.ts';
import { jsonOption, snapshotOption, storeOption } from '../options.ts';
import { diagnosticsText } from '../output/diagnostics-text.ts';
import { counted } from '../output/numbers.ts';
import { printableAll } from '../output/printable.ts';
import { progressOn } from '../output/progress.ts';
import { note, writeJson, writeLines } from '../output/streams.ts';
import { styleFor } from '../output/style.ts';
import { snapshotDirectory, withStore } from '../store.ts';

interface IngestCommandOptions {
  readonly from: readonly string[];
  readonly organization?: string;
  readonly store: string;
  readonly snapshot?: string;
  readonly json?: true;
}

const EXAMPLES = `
Each account's file comes from
  aws iam get-account-authorization-details > 111122223333.json
A file of Identity Center may lie beside them: docs/organization-file.md says how to make it.

Examples:
  rolereach ingest --from 111122223333.json
  rolereach ingest --from authorization-details/ --organization organization.json
  rolereach ingest --from .rolereach/snapshot --store bolt://127.0.0.1:7687`;

export function defineIngest(program: Command): void {
  program
    .command('ingest')
    .description('load files of the AWS CLI as a new generation of the store')
    .requiredOption('--from <path...>', 'files of get-account-authorization-details, folders of them, or a snapshot')
    .option('--organization <path>', 'the organization: its accounts, units and control policies')
    .addOption(storeOption())
    .addOption(snapshotOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(ingest);
}

async function ingest({ from, organization, store: url, snapshot, json }: IngestCommandOptions): Promise<void> {
  const progress = progressOn();
  const result = await interruptible((signal) =>
    withStore(url, (store) =>
      ingestFrom({
        from,
        organization,
        snapshotDir: snapshotDirectory(url, snapshot),
        store,
        signal,
        onProgress: progress.onProgress,
      }),
    ),
  ).finally(progress.end);
  if (json) return writeJson(result);
  const { skipped, diagnostics } = printableAll(result);
  for (const path of skipped) note(`skipped: ${path} holds something else`);
  for (const line of diagnosticsText(diagnostics, styleFor(process.stderr))) note(line);
  await writeLines([summary(result, url)]);
}

const summary = ({ generation, accounts, derived }: IngestResult, url: string): string =>
  `Generation ${generation.id} is in ${url}: ${counted(generation.accounts, 'account')}, ` +
  `${counted(generation.principals, 'principal')} of which ${counted(generation.roles, 'role')}, ` +
  `${counted(generation.edges, 'edge')}, ${counted(generation.diagnostics, 'diagnostic')}.` +
  (derived < accounts.length
    ? ` Derived again: ${derived} of ${counted(accounts.length, 'account')}; the rest is as it was.`
    : '');
