import { accountId } from '../../core/model/id.ts';
import type { OrganizationDetails } from '../../core/model/snapshot.ts';
import type { AccountRecords } from '../import/account-records.ts';
import { roleArn } from './arns.ts';
import { ADMINISTRATOR_ACCESS, awsManagedPolicies } from './aws-roles.ts';
import { centralPrincipals } from './central.ts';
import { organizationDetails } from './control-policies.ts';
import { type Entity, group } from './entities.ts';
import { platformRoles } from './platform.ts';
import { type Plan, planOrganization, type PlannedAccount } from './plan.ts';
import { allow, mayAssume } from './statements.ts';
import { workloads } from './workloads.ts';

export interface GeneratedOrganization {
  readonly organization: OrganizationDetails;
  /** Made one at a time, when asked for. */
  readonly accounts: Iterable<AccountRecords>;
}

/**
 * A believable organization, some 220 users and roles an account: the same for the same number of accounts and seed.
 * Sizes are heavy-tailed, chains go through central accounts, and some things were left behind.
 */
export function generateOrganization(accounts: number, seed: number): GeneratedOrganization {
  const plan = planOrganization(accounts, seed);
  return { organization: organizationDetails(plan), accounts: { [Symbol.iterator]: () => eachAccount(plan) } };
}

function* eachAccount(plan: Plan): Iterator<AccountRecords> {
  for (const account of plan.accounts) yield accountRecords(account, plan);
}

function accountRecords(account: PlannedAccount, plan: Plan): AccountRecords {
  const { id } = account;
  const own = workloads(account, plan);
  const central = centralPrincipals(id, plan);
  return {
    accountId: accountId(id),
    lists: {
      UserDetailList: lines([...own.users, ...central.users]),
      GroupDetailList: lines(groups(id)),
      RoleDetailList: lines([...platformRoles(account, plan), ...own.roles, ...central.roles]),
      Policies: lines(awsManagedPolicies),
    },
  };
}

const groups = (account: string): Entity[] => [
  group(account, 'administrators', { attached: [ADMINISTRATOR_ACCESS] }),
  group(account, 'developers', { inline: { Work: [allow('logs:*'), mayAssume(roleArn(account, 'team-*'))] } }),
];

/** As a snapshot holds them: one entity a line, sorted by ARN. */
const lines = (entities: readonly Entity[]): string[] =>
  entities.toSorted((a, b) => (a.Arn < b.Arn ? -1 : 1)).map((entity) => JSON.stringify(entity));
