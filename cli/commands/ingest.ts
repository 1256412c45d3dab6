import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { ingestFrom, ingestFromAws, redactFiles, type AwsIngestResult, type IngestResult } from '../../ingest/index.ts';
import { EXIT, UsageError } from '../exit.ts';
import { filesOf, type SourceOptions, withSourceOptions } from '../ingest-source.ts';
import { interruptible } from '../interrupt.ts';
import { jsonOption, snapshotOption, storeOption } from '../options.ts';
import { diagnosticsText } from '../output/diagnostics-text.ts';
import { counted } from '../output/numbers.ts';
import { printable, printableAll } from '../output/printable.ts';
import { problemsText } from '../output/problems-text.ts';
import { progressOn } from '../output/progress.ts';
import { note, writeJson, writeLines } from '../output/streams.ts';
import { styleFor } from '../output/style.ts';
import { snapshotDirectory, withStore } from '../store.ts';

interface IngestCommandOptions extends SourceOptions {
  readonly store: string;
  readonly snapshot?: string;
  readonly redact?: true;
  readonly json?: true;
}

const EXAMPLES = `
Each account's file comes from
  aws iam get-account-authorization-details > 111122223333.json
What Access Analyzer found comes with --findings: a folder for each analyzer, with the outputs of list-analyzers,
list-findings-v2, get-finding-v2 and list-archive-rules. Who assumed which roles comes with --cloudtrail, from log files of
a trail or the output of lookup-events: give all of them at once, as they take the place of those given before. Files of
Identity Center and of what roles last accessed may lie beside those of accounts: docs/organization-file.md says how to make them.

With --aws the caller is best in the management account, or in a delegated administrator. What single accounts refuse
stands in a table at the end, with the permission that is missing, and the exit code is 3. What was read before
something went wrong, or Ctrl-C, is kept for --resume.

Examples:
  rolereach ingest --from 111122223333.json
  rolereach ingest --from authorization-details/ --organization organization.json
  rolereach ingest --findings findings/
  rolereach ingest --cloudtrail AWSLogs/
  rolereach ingest --from .rolereach/snapshot --store bolt://127.0.0.1:7687
  rolereach ingest --from .rolereach/snapshot --redact --snapshot to-share
  rolereach ingest --aws --profile audit --role-name SecurityAudit --regions eu-central-1 us-east-1
  rolereach ingest --aws --resume`;

export function defineIngest(program: Command): void {
  const command = program
    .command('ingest')
    .description('load files of the AWS CLI, or what AWS says now, as a new generation of the store');
  withSourceOptions(command)
    .option(
      '--redact',
      'with --from: only write a snapshot, with --snapshot, that can be shared: names, ids and tags replaced',
    )
    .addOption(storeOption())
    .addOption(snapshotOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(ingest);
}

async function ingest(options: IngestCommandOptions): Promise<void> {
  const { json, store: url } = options;
  const files = filesOf(options, snapshotDirectory(url, options.snapshot));
  if (options.redact) return redact(options);
  const result = await (files === null ? fromAws(options) : fromFiles(options, files));
  if (json) return writeJson(result);
  for (const line of diagnosticsText(printableAll(result.diagnostics), styleFor(process.stderr))) note(line);
  await writeLines([summary(result, url)]);
}

/** The store is left alone: its graph has the names that its readers know. */
async function redact({ from, organization, snapshot, json }: IngestCommandOptions): Promise<void> {
  if (from === undefined || snapshot === undefined)
    throw new UsageError(
      '--redact writes a snapshot from one that is there: give --from <path...> and --snapshot <dir>.',
    );
  const { onProgress, end } = progressOn();
  const accounts = await interruptible((signal) =>
    redactFiles({ from, organization, snapshotDir: snapshot, signal, onProgress }),
  ).finally(end);
  if (json) return writeJson({ accounts });
  await writeLines([
    `A snapshot of ${counted(accounts.length, 'account')} without names is in ${snapshot}. Look through it before you share it.`,
  ]);
}

async function fromFiles(options: IngestCommandOptions, from: readonly string[]): Promise<IngestResult> {
  const { organization, findings, cloudtrail, store: url, snapshot, json } = options;
  const progress = progressOn();
  const result = await interruptible((signal) =>
    withStore(url, (store) =>
      ingestFrom({
        from,
        organization,
        findings,
        cloudtrail,
        snapshotDir: snapshotDirectory(url, snapshot),
        store,
        signal,
        onProgress: progress.onProgress,
      }),
    ),
  ).finally(progress.end);
  if (!json) for (const path of result.skipped) note(`skipped: ${printable(path)} holds something else`);
  return result;
}

async function fromAws({ store: url, snapshot, json, ...options }: IngestCommandOptions): Promise<AwsIngestResult> {
  const progress = progressOn();
  const snapshotDir = snapshotDirectory(url, snapshot);
  const onProgress = progress.onProgress;
  const result = await interruptible((signal) => {
    signal.addEventListener('abort', () => progress.end());
    return withStore(url, (store) => ingestFromAws({ ...options, snapshotDir, store, signal, onProgress })).finally(
      () => {
        progress.end();
        if (signal.aborted && existsSync(`${snapshotDir}.collecting`))
          note(`What was collected is kept in ${snapshotDir}.collecting: go on with --resume.`);
      },
    );
  });
  if (!json) tellOfAws(printableAll(result));
  if (!isWhole(result)) process.exitCode = EXIT.someFailed;
  return result;
}

function tellOfAws(result: AwsIngestResult): void {
  for (const { id, name, status } of result.inactive) note(`skipped: account ${id} (${name}) is ${status}`);
  if (result.withoutOrganization) {
    note(
      'The organization may not be read: other accounts, SCPs and RCPs are not known, and may forbid what is shown.',
    );
  }
  for (const line of problemsText(result, styleFor(process.stderr))) note(line);
}

/** Whether all was read that was to be read. */
const isWhole = ({ accounts, problems }: AwsIngestResult): boolean =>
  problems.length === 0 && accounts.every(({ status }) => status === 'complete');

function summary(
  { generation, accounts, derived }: Pick<IngestResult, 'generation' | 'accounts' | 'derived'>,
  url: string,
): string {
  const derivable = accounts.filter(({ status }) => status !== 'failed').length;
  const takenOver =
    derived < derivable ? ` Derived again: ${derived} of ${counted(derivable, 'account')}; the rest is as it was.` : '';
  return (
    `Generation ${generation.id} is in ${url}: ${counted(generation.accounts, 'account')}, ` +
    `${counted(generation.principals, 'principal')} of which ${counted(generation.roles, 'role')}, ` +
    `${counted(generation.edges, 'edge')}, ${counted(generation.diagnostics, 'diagnostic')}.${takenOver}`
  );
}
