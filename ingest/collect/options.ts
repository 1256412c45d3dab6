import type { AccountId } from '../../core/model/id.ts';
import type { IngestProgress } from '../../core/model/ingest-progress.ts';
import type { SessionOptions } from './session.ts';

/** What is collected from AWS, and how. */
export interface CollectOptions extends Omit<SessionOptions, 'connections'> {
  /** Where the snapshot is kept; what is being collected lies beside it. */
  readonly snapshotDir: string;
  /** The role in each other account. Default `OrganizationAccountAccessRole`. */
  readonly roleName?: string | undefined;
  readonly externalId?: string | undefined;
  /** What the sessions of that role are called in CloudTrail. Default `rolereach`. */
  readonly sessionName?: string | undefined;
  /** These alone. Default all that are active. */
  readonly accounts?: readonly AccountId[] | undefined;
  /** Where Access Analyzer and Identity Center are looked for. Default the region of the configuration. */
  readonly regions?: readonly string[] | undefined;
  /** How many accounts side by side. Default by their number. */
  readonly concurrency?: number | undefined;
  /** Whether to go on with what a run that was stopped has left. */
  readonly resume?: boolean | undefined;
  /** For which roles to ask when they used what they may do. Default those that can be reached from outside. */
  readonly lastAccessed?: 'all' | 'external' | 'none' | undefined;
  /** Whether the names of people and groups are kept. Default true. */
  readonly identityNames?: boolean | undefined;
  readonly onProgress?: ((progress: IngestProgress) => void) | undefined;
}
