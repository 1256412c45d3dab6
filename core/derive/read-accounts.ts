import type { AccountId } from '../model/id.ts';
import type { OrganizationStructure } from '../model/organization.ts';
import type { Principal } from '../model/principal.ts';
import { valuesOf } from '../model/records.ts';
import type { AccountSnapshot } from '../model/snapshot.ts';
import type { DerivedAccount, EarlierAccounts } from './derived-account.ts';
import type { PolicyLibrary } from './policy-library.ts';
import { readAccount, type AccountContent } from './read-account.ts';
import { rosterOf, type Roster } from './roster.ts';

/** An account that was read, now or for an earlier derivation. */
export interface ReadAccount {
  readonly account: AccountId;
  readonly version: string | null;
  readonly inOrganization: boolean;
  readonly roster: Roster;
  /** Null where the account is as it was for the earlier derivation. */
  readonly content: AccountContent | null;
  /** What an earlier derivation made of it. */
  readonly earlier: DerivedAccount | null;
}

export interface ReadAccounts {
  readonly read: ReadonlyMap<AccountId, ReadAccount>;
  /** Whether what one account holds says nothing about another. */
  readonly separate: boolean;
}

/** Reads the accounts that an earlier derivation does not know as they are; hands back control before each. */
export function* readAccounts(
  snapshots: readonly AccountSnapshot[],
  { accounts }: OrganizationStructure,
  library: PolicyLibrary,
  earlierOf: EarlierAccounts,
): Generator<void, ReadAccounts> {
  const inside = new Set(accounts.flatMap(({ id, inOrganization }) => (inOrganization ? [id] : [])));
  const read = new Map<AccountId, ReadAccount>();
  let separate = true;
  for (const snapshot of snapshots) {
    yield;
    const { accountId: account, version = null } = snapshot;
    const inOrganization = inside.has(account);
    const earlier = version === null ? null : earlierOf(account);
    if (earlier !== null && earlier.version === version) {
      separate &&= library.take(account, earlier.ownPolicies, earlier.sharedPolicies);
      read.set(account, { account, version, inOrganization, roster: earlier.roster, content: null, earlier });
    } else {
      const content = readAccount(snapshot, library, inOrganization);
      separate &&= isSeparate(content);
      read.set(account, { account, version, inOrganization, roster: rosterOf(content.principals), content, earlier });
    }
  }
  return { read, separate: separate && ![...read.values()].some((each) => borrows(each, library)) };
}

/** The users and roles of an account, in the order of its roster. */
export const principalsOf = ({ content, earlier }: ReadAccount): readonly Principal[] =>
  content?.principals ?? valuesOf(earlier!.principals);

/** Whether nothing in the account is another's by its ARN, and no policy that others hold too is another one there. */
function isSeparate({ principals, prefix, diagnostics }: AccountContent): boolean {
  return (
    principals.every(({ id }) => id.startsWith(prefix)) &&
    diagnostics.every(({ code }) => code !== 'conflicting-policy')
  );
}

/** Whether the account goes by a policy that it does not hold, and another does. */
function borrows({ content, earlier }: ReadAccount, library: PolicyLibrary): boolean {
  const { diagnostics } = content ?? earlier!;
  return diagnostics.some(({ code, policy }) => code === 'missing-policy' && library.load(policy!) !== null);
}
