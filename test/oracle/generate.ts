import * as fc from 'fast-check';
import type { CaseFile, ShortAccount } from '../policy-cases/read-cases.ts';
import { roleArn, userArn } from '../support/organization.ts';
import { anyDocument } from './generate-documents.ts';
import { COLLECTED, ROLES, USERS, roleId, userId } from './generate-names.ts';
import { anyOrganization } from './generate-organization.ts';
import { anyIdentityStatement, anyTrustStatement } from './generate-statements.ts';

/** A small random organization, in the form of a policy case that expects nothing yet. */
export type GeneratedCase = Pick<CaseFile, 'accounts' | 'organization'>;

/** Documents that principals of all accounts share, so that many fall in one class. */
const anyShelf = fc.record({
  trusts: fc.array(anyDocument(anyTrustStatement, 2), { minLength: 2, maxLength: 6 }),
  policies: fc.array(anyDocument(anyIdentityStatement, 2), { minLength: 2, maxLength: 5 }),
});
type Shelf = typeof anyShelf extends fc.Arbitrary<infer T> ? T : never;

const anyTag = (key: string, ...values: string[]) =>
  fc.oneof(
    fc.constant([]),
    fc.constantFrom(...values).map((Value) => [{ Key: key, Value }]),
  );

const anyTags = fc
  .tuple(
    anyTag('team', 'blue', 'red', 'Worker'),
    anyTag('Env', 'dev', 'prod', 'blue'),
    anyTag('level', '3', '7', '12'),
    anyTag('since', '2026-01-01T00:00:00Z', '2031-01-01'),
    anyTag('key', 'aGVsbG8='),
  )
  .map((tags) => tags.flat());

/** The policies of one principal: inline, managed and boundary, by their position on the shelf. */
const anyHolding = ({ policies }: Shelf) =>
  fc.record({
    inline: fc.option(fc.nat(policies.length - 1)),
    // Seldom one that is not there.
    managed: fc.option(fc.nat(policies.length * 8).map((n) => (n === 0 ? policies.length : n % policies.length))),
    boundary: fc.option(fc.nat(policies.length - 1), { freq: 3 }),
  });
type Holding = ReturnType<typeof anyHolding> extends fc.Arbitrary<infer T> ? T : never;

const managedArn = (account: string, position: number) => `arn:aws:iam::${account}:policy/Shelf${position}`;

const inlineList = ({ policies }: Shelf, { inline }: Pick<Holding, 'inline'>) =>
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
      tags: anyTags,
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
      tags: anyTags,
      holding: anyHolding(shelf),
    })
    .map(({ name, trust, tags, holding }) =>
      withAttached(
        {
          Arn: roleArn(account, name),
          RoleId: roleId(account, name),
          AssumeRolePolicyDocument: shelf.trusts[trust],
          RolePolicyList: inlineList(shelf, holding),
          Tags: tags,
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
      staffInline: fc.option(fc.nat(shelf.policies.length - 1), { freq: 1 }),
    })
    .map(({ UserDetailList, RoleDetailList, staff, staffInline }) => ({
      UserDetailList,
      RoleDetailList,
      GroupDetailList: [
        {
          GroupName: 'Staff',
          GroupPolicyList: inlineList(shelf, { inline: staffInline }),
          AttachedManagedPolicies: [{ PolicyArn: managedArn(account, staff) }],
        },
      ],
      Policies: shelf.policies.map((Document, position) => ({ Arn: managedArn(account, position), Document })),
    }));

const anyStandardCase: fc.Arbitrary<GeneratedCase> = fc
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

/** Mostly of one partition, which mostly is `aws`; or one account is of another. */
const anyMove = fc.oneof(
  { weight: 12, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constant([/arn:aws:/g, 'arn:aws-cn:'] as const) },
  { weight: 1, arbitrary: fc.constant([/arn:aws:/g, 'arn:aws-us-gov:'] as const) },
  {
    weight: 1,
    arbitrary: fc.constant([/arn:aws:(?=(?:iam|sts)::333333333333:)/g, 'arn:aws-us-gov:'] as const),
  },
);

export const anyCase: fc.Arbitrary<GeneratedCase> = fc.tuple(anyStandardCase, anyMove).map(([generated, move]) => {
  if (move === null) return generated;
  const [arns, other] = move;
  return JSON.parse(JSON.stringify(generated).replaceAll(arns, other)) as GeneratedCase;
});
