import { setMaxListeners } from 'node:events';
import pLimit from 'p-limit';
import { type AccountId } from '../../core/model/id.ts';
import type { OrganizationDetails } from '../../core/model/snapshot.ts';
import { collectAccount, inOrder } from './account.ts';
import { AccountProgress } from './account-progress.ts';
import { Attempts } from './attempts.ts';
import { readIdentityCenters } from './identity-center/read-identity-centers.ts';
import type { CollectOptions } from './options.ts';
import { organizationOrNothing } from './organization.ts';
import { withOrganizationTags } from './organization-tags.ts';
import { type InactiveAccount, isAboutOrganization, planOf, usualConcurrency } from './plan.ts';
import { type AwsSession, openSession } from './session.ts';
import { stoppedBy, together } from './together.ts';
import { inPlainWords } from './why-it-ended.ts';
import { WorkingFolder } from './working-folder.ts';

/** What was collected, and still lies beside the place of the snapshot. */
export interface Collected {
  readonly folder: WorkingFolder;
  readonly inactive: readonly InactiveAccount[];
}

/**
 * Collects an organization into the folder beside the place of the snapshot. What single accounts refuse stands in the
 * manifest. Where it ends early, what is there is kept.
 * @throws CollectError where the credentials are not good, or no longer; SnapshotError; the signal's reason
 */
export async function collect(options: CollectOptions): Promise<Collected> {
  const stop = stoppedBy(options.signal);
  setMaxListeners(0, stop.signal);
  let folder: WorkingFolder | undefined;
  try {
    options.onProgress?.({ step: 'reading the organization', done: 0, total: 0 });
    const session = await openSession({ ...options, signal: stop.signal });
    const attempts = new Attempts();
    const organization = await organizationOrNothing(session, attempts);
    folder = new WorkingFolder(options.snapshotDir, [sourceOf(session, organization)], options.resume ?? false);
    const run = new Run(session, folder, stop, options);
    await run.collect(organization, attempts);
    return run;
  } catch (error) {
    throw ended(error, folder, options.signal);
  }
}

/** `AWS organization o-…`, or `AWS account …`. */
const sourceOf = ({ accountId }: AwsSession, organization: OrganizationDetails | null): string =>
  organization === null ? `AWS account ${accountId}` : `AWS organization ${organization.Organization.Id}`;

function ended(error: unknown, folder: WorkingFolder | undefined, signal: AbortSignal | undefined): unknown {
  folder?.close();
  return signal?.aborted ? signal.reason : inPlainWords(error, folder?.folder);
}

class Run implements Collected {
  readonly folder: WorkingFolder;
  inactive: readonly InactiveAccount[] = [];
  readonly #session: AwsSession;
  readonly #stop: AbortController;
  readonly #options: CollectOptions;

  constructor(session: AwsSession, folder: WorkingFolder, stop: AbortController, options: CollectOptions) {
    this.folder = folder;
    this.#session = session;
    this.#stop = stop;
    this.#options = options;
  }

  async collect(organization: OrganizationDetails | null, attempts: Attempts): Promise<void> {
    const { accounts, inactive } = planOf(this.#session.accountId, organization, this.#options.accounts);
    this.inactive = inactive;
    const earlier = this.folder.organization;
    await this.folder.keepOrganization(organization, inOrder(attempts.problems));
    await together(this.#stop, [
      this.#keepTags(organization, earlier, attempts),
      this.#keepIdentityCenters(attempts),
      this.#keepAccounts(accounts, new Set(organization?.Accounts.map(({ Id }) => Id))),
    ]);
    await this.folder.keepOnly(new Set(accounts));
  }

  async #keepTags(
    organization: OrganizationDetails | null,
    earlier: OrganizationDetails | null,
    attempts: Attempts,
  ): Promise<void> {
    if (organization === null) return;
    const tagged = await withOrganizationTags(this.#session, organization, earlier, attempts);
    await this.folder.keepOrganization(tagged, inOrder(attempts.problems));
  }

  /** Where the organization is not to be read, its Identity Center is not either. */
  async #keepIdentityCenters({ problems }: Attempts): Promise<void> {
    if (this.folder.hasIdentityCenters || problems.some(isAboutOrganization)) return;
    const attempts = new Attempts();
    const options = { regions: this.#regions, names: this.#options.identityNames ?? true };
    const centers = await readIdentityCenters(this.#session, options, attempts);
    await this.folder.keepIdentityCenters(centers, inOrder(attempts.problems));
  }

  async #keepAccounts(accounts: readonly AccountId[], zone: ReadonlySet<string>): Promise<void> {
    const left = accounts.filter((id) => this.folder.entry(id)?.status !== 'complete');
    const tell = this.#options.onProgress ?? (() => {});
    const { lastAccessed = 'external' } = this.#options;
    const progress = new AccountProgress(accounts.length, accounts.length - left.length, tell);
    const keep = async (id: AccountId): Promise<void> => {
      this.#stop.signal.throwIfAborted();
      progress.begin(id);
      const account = await collectAccount(id, () => this.#open(id), { regions: this.#regions, lastAccessed, zone });
      this.#stop.signal.throwIfAborted();
      await this.folder.keepAccount(account);
      progress.end(id, account.problems.length === 0);
    };
    const atOnce = this.#limit(left.length);
    await together(
      this.#stop,
      left.map((id) => atOnce(keep, id)),
    );
  }

  async #open(id: AccountId): Promise<AwsSession> {
    if (id === this.#session.accountId) return this.#session;
    const { roleName: name = 'OrganizationAccountAccessRole', externalId, sessionName = 'rolereach' } = this.#options;
    return this.#session.assumeRole(id, { name, externalId, sessionName });
  }

  get #regions(): readonly string[] {
    return this.#options.regions ?? [this.#session.region];
  }

  #limit(accounts: number): ReturnType<typeof pLimit> {
    return pLimit(this.#options.concurrency ?? usualConcurrency(accounts));
  }
}
