import * as fc from 'fast-check';
import type { CaseFile, ShortAccount } from '../policy-cases/read-cases.ts';
import { roleArn, userArn, type Document, type OrganizationOptions, type Statement } from '../support/organization.ts';
import { COLLECTED, MANAGEMENT, PARENTS, ROLES, UNCOLLECTED, UNITS, USERS, roleId, userId } from './generate-names.ts';
import { anyIdentityStatement, anyRcpStatement, anyScpStatement, anyTrustStatement } from './generate-statements.ts';

/** A small random organization, in the form of a policy case that expects nothing yet. */
export type GeneratedCase = Pick<CaseFile, 'accounts' | 'organization'>;

const anyDocument = (statement: fc.Arbitrary<Statement>, most: number): fc.Arbitrary<Document> =>
  fc
    .tuple(fc.nat(9), fc.array(statement, { minLength: 1, maxLength: most }))
    .map(([n, Statement]) => ({ Version: n === 0 ? '2008-10-17' : '2012-10-17', Statement }));

/** Documents that principals of all accounts share, so that many fall in one class. */
const anyShelf = fc.record({
  trusts: fc.array(anyDocument(anyTrustStatement, 3), { minLength: 2, maxLength: 4 }),
  policies: fc.array(anyDocument(anyIdentityStatement, 2), { minLength: 2, maxLength: 4 }),
});
type Shelf = typeof anyShelf extends fc.Arbitrary<infer T> ? T : never;

const anyTags = (key: string, ...values: string[]) =>
  fc.oneof(
    fc.constant([]),
    fc.constantFrom(...values).map((Value) => [{ Key: key, Value }]),
  );

/** The policies of one principal: inline, managed and boundary, by their position on the shelf. */
const anyHolding = ({ policies }: Shelf) =>
  fc.record({
    inline: fc.option(fc.nat(policies.length - 1)),
    managed: fc.option(fc.nat(policies.length - 1)),
    boundary: fc.option(fc.nat(policies.length - 1), { freq: 3 }),
  });
type Holding = ReturnType<typeof anyHolding> extends fc.Arbitrary<infer T> ? T : never;

const managedArn = (account: string, position: number) => `arn:aws:iam::${account}:policy/Shelf${position}`;

const inlineList = ({ policies }: Shelf, { inline }: Holding) =>
  inline === null ? [] : [{ PolicyName: 'inline', PolicyDocument: policies[inline] }];

const withAttached = <T extends object>(principal: T, account: string, { managed, boundary }: Holding) => ({
  ...principal,
  AttachedManagedPolicies: managed === null ? [] : [{ PolicyArn: managedArn(account, managed) }],
  ...(boundary === null ? {} : { PermissionsBoundary: { PermissionsBoundaryArn: managedArn(account, boundary) } }),
});

const anyUser = (account: string, shelf: Shelf) =>
  fc
    .record({
      name: fc.constantFrom(...USERS),
      tags: anyTags('team', 'blue', 'red'),
      holding: anyHolding(shelf),
      groups: fc.subarray(['Staff']),
    })
    .map(({ name, tags, holding, groups }) =>
      withAttached(
        {
          Arn: userArn(account, name),
          UserId: userId(account, name),
          GroupList: groups,
          UserPolicyList: inlineList(shelf, holding),
          Tags: tags,
        },
        account,
        holding,
      ),
    );

const anyRole = (account: string, shelf: Shelf) =>
  fc
    .record({
      name: fc.constantFrom(...ROLES),
      trust: fc.nat(shelf.trusts.length - 1),
      env: anyTags('env', 'dev', 'prod', 'blue'),
      team: anyTags('team', 'blue', 'red'),
      holding: anyHolding(shelf),
    })
    .map(({ name, trust, env, team, holding }) =>
      withAttached(
        {
          Arn: roleArn(account, name),
          RoleId: roleId(account, name),
          AssumeRolePolicyDocument: shelf.trusts[trust],
          RolePolicyList: inlineList(shelf, holding),
          Tags: [...env, ...team],
        },
        account,
        holding,
      ),
    );

const byArn = { selector: ({ Arn }: { readonly Arn: string }) => Arn };

const anyAccount = (account: string, shelf: Shelf): fc.Arbitrary<ShortAccount> =>
  fc
    .record({
      UserDetailList: fc.uniqueArray(anyUser(account, shelf), { ...byArn, maxLength: 2 }),
      RoleDetailList: fc.uniqueArray(anyRole(account, shelf), { ...byArn, minLength: 1, maxLength: 3 }),
      staff: fc.nat(shelf.policies.length - 1),
    })
    .map(({ UserDetailList, RoleDetailList, staff }) => ({
      UserDetailList,
      RoleDetailList,
      GroupDetailList: [{ GroupName: 'Staff', AttachedManagedPolicies: [{ PolicyArn: managedArn(account, staff) }] }],
      Policies: shelf.policies.map((Document, position) => ({ Arn: managedArn(account, position), Document })),
    }));

const TYPES = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const;

const anyControlPolicy = (accounts: readonly string[]) =>
  fc.constantFrom(...TYPES).chain((type) =>
    fc.record({
      type: fc.constant(type),
      content: anyDocument(type === TYPES[0] ? anyScpStatement : anyRcpStatement, 2),
      targets: fc.subarray([...PARENTS, ...accounts], { minLength: 1, maxLength: 2 }),
    }),
  );

const anyOrganization = (accounts: readonly string[]): fc.Arbitrary<OrganizationOptions> =>
  fc
    .record({
      management: fc.constantFrom(MANAGEMENT, MANAGEMENT, accounts[0]!),
      parents: fc.tuple(...[...accounts, MANAGEMENT, UNCOLLECTED[0]].map(() => fc.constantFrom(...PARENTS))),
      policies: fc.array(anyControlPolicy(accounts), { maxLength: 3 }),
      enabled: fc.oneof(
        { weight: 4, arbitrary: fc.constant([...TYPES]) },
        { weight: 1, arbitrary: fc.subarray([...TYPES]) },
      ),
      fullAwsAccess: fc.nat(7).map((n) => n !== 0),
    })
    .map(({ management, parents, policies, enabled, fullAwsAccess }) => ({
      management,
      units: UNITS,
      accounts: Object.fromEntries([...accounts, MANAGEMENT, UNCOLLECTED[0]].map((id, n) => [id, parents[n]!])),
      policies: policies.map(({ type, content, targets }, n) => ({ id: `p-${n}`, type, content, targets })),
      enabled,
      fullAwsAccess,
    }));

export const anyCase: fc.Arbitrary<GeneratedCase> = fc
  .tuple(fc.subarray([...COLLECTED], { minLength: 1 }), anyShelf)
  .chain(([accounts, shelf]) =>
    fc.record(
      {
        accounts: fc.record(
          Object.fromEntries(
            accounts.map((account): [string, fc.Arbitrary<ShortAccount>] => [account, anyAccount(account, shelf)]),
          ),
        ),
        organization: anyOrganization(accounts),
      },
      { requiredKeys: ['accounts'] },
    ),
  );
