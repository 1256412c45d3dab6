import { isAccountId } from '../model/arn.ts';
import type { OrganizationStructure } from '../model/organization.ts';
import { PRINCIPAL_KINDS } from '../model/principal.ts';
import type { Catalog } from './topology.ts';

/**
 * The zone of trust: whom a question takes as belonging together. What is outside it is external.
 * Page "Using AWS IAM Access Analyzer": the organization, or an account; here also several, by their units.
 */
export interface Zone {
  /** Whether it holds all that the organization holds. */
  readonly organization: boolean;
  /** Besides: accounts, of whichever organization. */
  readonly accounts: ReadonlySet<string>;
}

export const ORGANIZATION: Zone = { organization: true, accounts: new Set() };

/** A word of a zone that stands for nothing. */
export interface UnknownMember {
  readonly unknown: string;
}

/**
 * The zone that words name: `organization`, its id or its root; ids or names of accounts and organizational units, a unit
 * with all below it. No words: the organization.
 */
export function zoneOf(
  structure: OrganizationStructure,
  catalog: Catalog,
  words: readonly string[],
): Zone | UnknownMember {
  if (words.length === 0) return ORGANIZATION;
  const accounts = new Set<string>();
  let organization = false;
  for (const word of words) {
    if (isWhole(structure, word)) organization = true;
    else {
      const meant = accountsOf(structure, catalog, word);
      if (meant === null) return { unknown: word };
      for (const id of meant) accounts.add(id);
    }
  }
  return { organization, accounts };
}

/** Per node: 1 where it is inside. Services, the public and identities of outside providers never are. */
export function insideOf({ inOrganization, accountIds, kinds }: Catalog, zone: Zone): Uint8Array {
  if (zone.organization && zone.accounts.size === 0) return inOrganization;
  return Uint8Array.from(accountIds, (account, node) => {
    if (zone.organization && inOrganization[node] === 1) return 1;
    return account !== null && kinds[node] !== FEDERATED && zone.accounts.has(account) ? 1 : 0;
  });
}

/** Whether what an account holds is inside. */
export function holdsAccount({ accounts }: OrganizationStructure, zone: Zone, id: string): boolean {
  if (zone.accounts.has(id)) return true;
  return zone.organization && (accounts.find((account) => account.id === id)?.inOrganization ?? false);
}

const FEDERATED = PRINCIPAL_KINDS.indexOf('Federated');

function isWhole({ organization, organizationalUnits }: OrganizationStructure, word: string): boolean {
  if (word === 'organization' || word === organization?.id) return true;
  return organizationalUnits.some(({ id, parentId }) => id === word && parentId === null);
}

/** Null where the word means neither an account nor a unit. */
function accountsOf(structure: OrganizationStructure, catalog: Catalog, word: string): readonly string[] | null {
  const { accounts, organizationalUnits } = structure;
  const isMeant = ({ id, name }: { readonly id: string; readonly name: string }): boolean =>
    id === word || name.toLowerCase() === word.toLowerCase();
  const named = accounts.filter(isMeant).map(({ id }) => id);
  if (named.length > 0) return named;
  if (isAccountId(word) && catalog.accountIds.includes(word)) return [word];
  const units = new Set<string | null>(organizationalUnits.filter(isMeant).map(({ id }) => id));
  if (units.size === 0) return null;
  for (let before = 0; before < units.size;) {
    before = units.size;
    for (const { id, parentId } of organizationalUnits) if (units.has(parentId)) units.add(id);
  }
  return accounts.filter(({ parentId }) => units.has(parentId)).map(({ id }) => id);
}
