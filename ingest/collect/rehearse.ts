import pLimit from 'p-limit';
import type { AccountId } from '../../core/model/id.ts';
import type { OrganizationDetails } from '../../core/model/snapshot.ts';
import type { Problem } from '../../core/model/problem.ts';
import { collectAccount, inOrder } from './account.ts';
import { Attempts, isFailure } from './attempts.ts';
import { readIdentityCenters } from './identity-center/read-identity-centers.ts';
import type { CollectOptions } from './options.ts';
import { organizationOrNothing } from './organization.ts';
import { withOrganizationTags } from './organization-tags.ts';
import { type InactiveAccount, planOf } from './plan.ts';
import { problemOf } from './problems.ts';
import { sampled } from './sampled.ts';
import { type AwsSession, openSession } from './session.ts';

export type RehearsalOptions = Omit<CollectOptions, 'snapshotDir' | 'concurrency' | 'resume' | 'onProgress'>;

/** What a collection would meet. */
export interface Rehearsal {
  /** ARN of who makes the calls. */
  readonly caller: string;
  readonly region: string;
  /** By how many milliseconds AWS's clock is ahead of this machine's, as far as the SDK has noticed. */
  readonly clockOffset: number;
  /** Null where the account is in none, or it may not be read. */
  readonly organization: OrganizationDetails | null;
  /** Of the organization and of Identity Center. */
  readonly problems: readonly Problem[];
  /** That would be collected. */
  readonly accounts: readonly AccountId[];
  readonly inactive: readonly InactiveAccount[];
  /** Accounts in which the role cannot be assumed. */
  readonly refused: readonly { readonly id: AccountId; readonly problem: Problem }[];
  /** Accounts in which each call was tried. */
  readonly tried: readonly { readonly id: AccountId; readonly problems: readonly Problem[] }[];
}

/** In how many accounts each call is tried, unless they are named. */
const MOST_TRIED = 5;
const AT_ONCE = 16;

/**
 * Does what a collection does, but keeps nothing and reads the first of everything: the tree of the organization, the role
 * in each account, and then every call in the caller's account and in one account of each unit, five at most.
 * @throws what STS says to credentials that are no good, and calls that everything else hangs on
 */
export async function rehearse(options: RehearsalOptions): Promise<Rehearsal> {
  const session = await openSession(options);
  const own = sampled(session);
  const attempts = new Attempts();
  const organization = await organizationOrNothing(own, attempts);
  if (organization !== null) await tryTags(own, organization, attempts);
  const regions = options.regions ?? [session.region];
  await readIdentityCenters(own, { regions, names: options.identityNames ?? true }, attempts);
  const { accounts, inactive } = planOf(session.accountId, organization, options.accounts);
  const { opened, refused } = await openAll(session, accounts, options);
  const tried = await Promise.all(
    toTry([...opened.keys()], session.accountId, organization, options.accounts).map((id) =>
      collectAccount(id, async () => sampled(opened.get(id)!), {
        regions,
        lastAccessed: options.lastAccessed === 'none' ? 'none' : 'all',
        zone: new Set(),
      }),
    ),
  );
  return {
    caller: session.arn,
    region: session.region,
    clockOffset: session.sts().config.systemClockOffset,
    organization,
    problems: inOrder(attempts.problems),
    accounts,
    inactive,
    refused,
    tried: tried.map(({ id, problems }) => ({ id, problems })),
  };
}

async function tryTags(own: AwsSession, organization: OrganizationDetails, attempts: Attempts): Promise<void> {
  const { Accounts, OrganizationalUnits } = organization;
  const first = {
    ...organization,
    Accounts: Accounts.slice(0, 1),
    OrganizationalUnits: OrganizationalUnits.slice(0, 1),
  };
  await withOrganizationTags(own, first, null, attempts);
}

/** The session of each account that lets itself be opened. */
async function openAll(session: AwsSession, accounts: readonly AccountId[], options: RehearsalOptions) {
  const { roleName: name = 'OrganizationAccountAccessRole', externalId, sessionName = 'rolereach' } = options;
  const opened = new Map<AccountId, AwsSession>();
  const refused: { id: AccountId; problem: Problem }[] = [];
  await pLimit(AT_ONCE).map(accounts, async (id) => {
    try {
      const role = { name, externalId, sessionName };
      opened.set(id, id === session.accountId ? session : await session.assumeRole(id, role));
    } catch (error) {
      if (!isFailure(error)) throw error;
      refused.push({ id, problem: problemOf(error, 'sts:AssumeRole') });
    }
  });
  return { opened, refused: refused.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** Control policies hang on units: accounts of the same one are likely to answer alike. */
function toTry(
  opened: readonly AccountId[],
  own: AccountId,
  organization: OrganizationDetails | null,
  asked: readonly AccountId[] | undefined,
): readonly AccountId[] {
  if (asked !== undefined) return opened.toSorted();
  const parents = new Map(organization?.Accounts.map(({ Id, ParentId }) => [Id, ParentId]));
  const ofUnits = new Map<string, AccountId>();
  for (const id of opened.toSorted()) {
    const parent = id === own ? 'own' : (parents.get(id) ?? '');
    if (!ofUnits.has(parent)) ofUnits.set(parent, id);
  }
  const [first, rest] = [opened.filter((id) => id === own), [...ofUnits.values()].filter((id) => id !== own)];
  return [...first, ...rest].slice(0, MOST_TRIED);
}
