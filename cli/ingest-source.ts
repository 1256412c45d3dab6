import type { Command } from 'commander';
import { ingestFrom, ingestFromAws } from '../ingest/index.ts';
import type { AccessGraphStore } from '../store/index.ts';
import { type AwsOptions, withAwsOptions } from './aws-options.ts';
import { UsageError } from './exit.ts';
import { type IngestRun, Ingests } from './ingests.ts';
import { snapshotOption } from './options.ts';
import { snapshotDirectory } from './store.ts';

/** What an ingest reads: files, or AWS. */
export interface SourceOptions extends AwsOptions {
  readonly from?: readonly string[];
  readonly organization?: string;
  readonly findings?: readonly string[];
  readonly cloudtrail?: readonly string[];
}

export const withSourceOptions = (command: Command): Command =>
  withAwsOptions(
    command
      .option('--from <path...>', 'files of get-account-authorization-details, folders of them, or a snapshot')
      .option('--organization <path>', 'with --from: the organization: its accounts, units and control policies')
      .option(
        '--findings <path...>',
        'outputs of `aws accessanalyzer`, or folders of them; alone: with the snapshot that is there',
      )
      .option(
        '--cloudtrail <path...>',
        'log files of CloudTrail, or folders of them: who assumed which roles; alone: with the snapshot that is there',
      ),
  );

/**
 * The files to read; null where AWS is to be asked. Findings and logs alone go with the snapshot that is there.
 * @throws UsageError where it is neither, or both
 */
export function filesOf(
  { aws, from, findings, cloudtrail }: SourceOptions,
  snapshotDir: string,
): readonly string[] | null {
  if (aws && findings !== undefined)
    throw new UsageError('--aws reads the findings of Access Analyzer itself: leave out --findings, or --aws.');
  if (aws && cloudtrail !== undefined)
    throw new UsageError('--aws does not read CloudTrail. Collect first, then run `ingest --cloudtrail <path...>`.');
  if (aws && from !== undefined) throw new UsageError('--from and --aws are two ways to read. Give one of them.');
  if (!aws && from === undefined && (findings ?? cloudtrail) !== undefined) return [snapshotDir];
  if (!aws && from === undefined) throw new UsageError('Give what to read: --from <path...>, or --aws.');
  return from ?? null;
}

export interface AllowIngestOptions extends SourceOptions {
  readonly allowIngest?: true;
  readonly snapshot?: string;
}

/** `--allow-ingest`, and what it reads, as `ingest` takes it. */
export const withAllowIngest = (command: Command): Command =>
  withSourceOptions(
    command
      .option('--allow-ingest', 'let those who may ask also start an ingest, of what the options below name')
      .addOption(snapshotOption()),
  );

/** The ingests that a server may start; none unless they are allowed. @throws UsageError where nothing says what to read */
export function allowedIngests(store: AccessGraphStore, options: AllowIngestOptions): Ingests | undefined {
  return options.allowIngest ? new Ingests(runOf(store, options)) : undefined;
}

function runOf(store: AccessGraphStore, { snapshot, ...options }: AllowIngestOptions): IngestRun {
  const { organization, findings, cloudtrail } = options;
  const target = { store, snapshotDir: snapshotDirectory(store.url, snapshot) };
  const files = filesOf(options, target.snapshotDir);
  if (files !== null) {
    return {
      source: files.join(', '),
      run: (signal, onProgress) =>
        ingestFrom({ ...target, from: files, organization, findings, cloudtrail, signal, onProgress }),
    };
  }
  const { profile } = options;
  return {
    source: profile === undefined ? 'AWS, with the credentials of the server' : `AWS, with the profile ${profile}`,
    run: (signal, onProgress, resume) =>
      ingestFromAws({ ...options, ...target, resume: resume || options.resume, signal, onProgress }),
  };
}
