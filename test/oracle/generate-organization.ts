import * as fc from 'fast-check';
import type { OrganizationOptions } from '../support/organization.ts';
import { anyDocument } from './generate-documents.ts';
import { MANAGEMENT, PARENTS, UNCOLLECTED, UNITS } from './generate-names.ts';
import { anyRcpStatement, anyScpAllowStatement, anyScpStatement } from './generate-statements.ts';

const TYPES = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const;

const anyControlPolicy = (accounts: readonly string[]) =>
  fc.constantFrom(...TYPES).chain((type) =>
    fc.record({
      type: fc.constant(type),
      content: anyDocument(type === TYPES[0] ? anyScpStatement : anyRcpStatement, 2),
      targets: fc.subarray([...PARENTS, ...accounts], { minLength: 1, maxLength: 2 }),
    }),
  );

/** What allows instead of `FullAWSAccess`: nearly everywhere, since every level must allow. */
const anyAllowList = (targets: readonly string[]) =>
  fc.record({
    type: fc.constant(TYPES[0]),
    content: anyDocument(anyScpAllowStatement, 2),
    targets: fc.oneof(
      { weight: 3, arbitrary: fc.constant([...targets]) },
      { weight: 1, arbitrary: fc.subarray([...targets], { minLength: targets.length - 1 }) },
    ),
  });

/** Accounts in a tree of units, under policies of both types; `accounts` are those that were collected. */
export const anyOrganization = (accounts: readonly string[]): fc.Arbitrary<OrganizationOptions> => {
  const members = [...accounts, MANAGEMENT, UNCOLLECTED[0]];
  const everywhere = [...PARENTS, ...members];
  return fc
    .record({
      management: fc.constantFrom(MANAGEMENT, MANAGEMENT, accounts[0]!),
      // Sometimes a collected account is of no organization.
      stranger: fc.nat(7).map((n) => (n === 0 && accounts.length > 1 ? accounts.at(-1)! : null)),
      parents: fc.tuple(...members.map(() => fc.constantFrom(...PARENTS))),
      policies: fc.array(anyControlPolicy(accounts), { maxLength: 3 }),
      allowLists: fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(anyAllowList(everywhere), { minLength: 1, maxLength: 2 }) },
      ),
      enabled: fc.oneof(
        { weight: 4, arbitrary: fc.constant([...TYPES]) },
        { weight: 1, arbitrary: fc.subarray([...TYPES]) },
      ),
    })
    .map(({ management, stranger, parents, policies, allowLists, enabled }) => ({
      management,
      units: UNITS,
      accounts: Object.fromEntries(
        members.map((id, n) => [id, parents[n]!] as const).filter(([id]) => id !== stranger || id === management),
      ),
      policies: [...policies, ...allowLists].map((policy, n) => ({ id: `p-${n}`, ...policy })),
      enabled,
      fullAwsAccess: allowLists.length === 0,
    }));
};
