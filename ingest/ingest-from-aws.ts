import type { IngestProgress } from '../core/model/ingest-progress.ts';
import type { CollectOptions } from './collect/options.ts';
import { type InactiveAccount, isAboutOrganization } from './collect/plan.ts';
import { type IngestTarget, load, type Loaded } from './ingest.ts';
import type { Problem } from '../core/model/problem.ts';

export interface AwsIngestOptions
  extends Omit<CollectOptions, 'signal' | 'onProgress'>, Omit<IngestTarget, 'onProgress'> {
  readonly onProgress?: (progress: IngestProgress) => void;
}

export interface AwsIngestResult extends Loaded {
  /** Accounts that were left out because they are not in use. */
  readonly inactive: readonly InactiveAccount[];
  /** What could not be read of the organization and of Identity Center. */
  readonly problems: readonly Problem[];
  /** Whether the organization may not be read: which other accounts and control policies there are, nobody knows. */
  readonly withoutOrganization: boolean;
}

/**
 * From AWS to a new generation in the store. What was collected stays where it is until the store has loaded it, and is
 * there for a run with `resume` whatever goes wrong; the snapshot of before stays in its place as long.
 * @throws CollectError, SnapshotError, StoreError, the signal's reason
 */
export async function ingestFromAws(options: AwsIngestOptions): Promise<AwsIngestResult> {
  // Few commands need the SDK, which takes its time to load.
  const { collect } = await import('./collect/collect.ts');
  const { folder, inactive } = await collect(options);
  const loaded = await load(folder.stage(), options);
  const { accounts, problems, organization } = folder.manifest;
  const withoutOrganization = organization === null && problems.some(isAboutOrganization);
  return { ...loaded, accounts, problems, inactive, withoutOrganization };
}
