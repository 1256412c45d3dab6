import type { AccountSnapshot, OrganizationDetails, Snapshot } from '../../core/model/snapshot.ts';
import { type Plan, planOrganization } from '../../ingest/generate/plan.ts';
import type { AccountRecords } from '../../ingest/import/account-records.ts';
import { generateOrganization } from '../../ingest/index.ts';
import { accountExtras } from './generated/account-extras.ts';
import { organizationAnalyzer } from './generated/analyzers.ts';
import { identityCenter } from './generated/identity-center.ts';
import { once } from './generated/once.ts';
import type { AccountExtras } from './extras.ts';
import type { AwsStubOptions } from './options.ts';
import { LeastRecent } from './world/least-recent.ts';

/** A generated organization in memory, some 200 kB an account. */
export function generatedSnapshot(accounts: number, seed: number): Snapshot {
  const { organization, accounts: records } = generateOrganization(accounts, seed);
  return snapshotOf(organization, [...records]);
}

const snapshotOf = (organization: OrganizationDetails, records: readonly AccountRecords[]): Snapshot => ({
  organization,
  accounts: records.map(({ accountId, lists }) => ({
    accountId,
    get details() {
      const members = Object.entries(lists).map(([name, list]) => `"${name}": [${list.join(',')}]`);
      return JSON.parse(`{${members.join(',')}}`) as AccountSnapshot['details'];
    },
  })),
});

type GeneratedWorld = Pick<
  AwsStubOptions,
  'snapshot' | 'extras' | 'identityCenters' | 'delegatedAdministrators' | 'organizationTags'
>;

/**
 * A generated organization with all that a stub can be asked about it, the same for the same number of accounts and seed:
 * its Identity Center and its analyzer, administered by the security account, and of each account the providers, an
 * analyzer in some, and when roles used what.
 */
export function generatedWorld(accounts: number, seed: number): GeneratedWorld {
  const { organization, accounts: generated } = generateOrganization(accounts, seed);
  const records = [...generated];
  const plan = planOrganization(accounts, seed);
  const { security } = plan.central;
  return {
    snapshot: snapshotOf(organization, records),
    extras: extrasOf(records, plan),
    identityCenters: [identityCenter(plan)],
    delegatedAdministrators: [
      { accountId: security, services: ['access-analyzer.amazonaws.com', 'sso.amazonaws.com'] },
    ],
    organizationTags: Object.fromEntries(
      plan.accounts.map(({ id, team }) => [id, [{ Key: 'team', Value: `team-${team}` }]]),
    ),
  };
}

/** Made when they are asked for; those that were asked for last are remembered. */
function extrasOf(records: readonly AccountRecords[], plan: Plan): Readonly<Record<string, AccountExtras>> {
  const remembered = new LeastRecent<AccountExtras>(64);
  const ofOrganization = once(() => organizationAnalyzer(records, plan));
  const extras: Record<string, AccountExtras> = {};
  for (const account of records) {
    const { accountId } = account;
    const central = accountId === plan.central.security ? ofOrganization : undefined;
    const get = (): AccountExtras => remembered.get(accountId, () => accountExtras(account, plan, central));
    Object.defineProperty(extras, accountId, { enumerable: true, get });
  }
  return extras;
}
