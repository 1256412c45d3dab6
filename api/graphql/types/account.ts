import { encodeGlobalID } from '@pothos/plugin-relay';
import type { Account, OrganizationalUnit, OrganizationStructure } from '../../../core/model/organization.ts';
import { builder } from '../builder.ts';

interface AccountSource {
  readonly account: Account;
  readonly structure: OrganizationStructure;
}

export const AccountType = builder.objectRef<AccountSource>('Account').implement({
  fields: (t) => ({
    id: t.id({ resolve: ({ account }) => encodeGlobalID('Account', account.id) }),
    accountId: t.string({ resolve: ({ account }) => account.id }),
    name: t.string({ resolve: ({ account }) => account.name }),
    status: t.string({ nullable: true, resolve: ({ account }) => account.status }),
    collected: t.boolean({ resolve: ({ account }) => account.collected }),
    inOrganization: t.boolean({ resolve: ({ account }) => account.inOrganization }),
    organizationalUnits: t.stringList({
      description: 'Names of the organizational units it is in, the outermost first.',
      resolve: ({ account, structure }) => unitsAbove(account, structure).map(({ name }) => name),
    }),
  }),
});

export function accountOf(structure: OrganizationStructure, accountId: string | null): AccountSource | null {
  const account = structure.accounts.find(({ id }) => id === accountId);
  return account === undefined ? null : { account, structure };
}

/** Without the root, which is no unit. */
function unitsAbove({ parentId }: Account, structure: OrganizationStructure): OrganizationalUnit[] {
  const units: OrganizationalUnit[] = [];
  for (let id = parentId; id !== null;) {
    const unit = structure.organizationalUnits.find((candidate) => candidate.id === id);
    if (unit === undefined) break;
    if (unit.parentId !== null) units.unshift(unit);
    id = unit.parentId;
  }
  return units;
}
