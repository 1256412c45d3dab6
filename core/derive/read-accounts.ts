import type { AccountId } from '../model/id.ts';
import type { OrganizationStructure } from '../model/organization.ts';
import type { AccountSnapshot } from '../model/snapshot.ts';
import type { DerivedAccount, EarlierAccounts } from './derived-account.ts';
import type { PolicyLibrary } from './policy-library.ts';
import { readAccount, type AccountContent } from './read-account.ts';

/** An account that was read, now or for an earlier derivation. */
export interface ReadAccount {
  readonly account: AccountId;
  readonly version: string | null;
  readonly content: AccountContent;
  /** What an earlier derivation made of it, where it has not changed since. */
  readonly earlier: DerivedAccount | null;
}

export interface ReadAccounts {
  readonly read: ReadonlyMap<AccountId, ReadAccount>;
  /** Whether no two hold one policy with different documents. */
  readonly agree: boolean;
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
  let agree = true;
  for (const snapshot of snapshots) {
    yield;
    const { accountId: account, version = null } = snapshot;
    const known = version === null ? null : earlierOf(account);
    const earlier = known?.version === version ? known : null;
    if (earlier !== null) agree &&= library.take(earlier.content.policies);
    const content = earlier?.content ?? readAccount(snapshot, library, inside.has(account));
    agree &&= content.diagnostics.every(({ code }) => code !== 'conflicting-policy');
    read.set(account, { account, version, content, earlier });
  }
  return { read, agree };
}
