import type { Diagnostic } from '../model/diagnostic.ts';
import type { AccountId, NodeId } from '../model/id.ts';
import type { Principal } from '../model/principal.ts';
import type { Grants } from './caller-classes.ts';
import type { CallerIndex } from './caller-index.ts';
import type { Dependencies } from './consultation.ts';
import type { RoleHops } from './derive-role.ts';
import type { AccountContent } from './read-account.ts';

/** All that is derived from and for one account: enough to put a graph together without reading the account again. */
export interface DerivedAccount {
  readonly account: AccountId;
  /** The version of the account that this was derived from. */
  readonly version: string | null;
  readonly content: AccountContent;
  readonly grants: Grants;
  /** Principals with a grant that may lead into an account that was not collected. */
  readonly grantedInto: ReadonlyMap<AccountId, readonly NodeId[]>;
  readonly roles: readonly RoleHops[];
  /** Sources of its roles whose policies are not in the snapshot, and accounts that it leads into which are not either. */
  readonly outsiders: readonly Principal[];
  /** What there is to say about its roles. */
  readonly diagnostics: readonly Diagnostic[];
  readonly dependsOn: Dependencies;
}

/** What an earlier derivation made of an account; null where there is nothing. */
export type EarlierAccounts = (account: AccountId) => DerivedAccount | null;

/** Whether the hops of an account that has not changed come out as they did, whatever has changed around it. */
export function stillHolds(
  { account: own, dependsOn: { versions, openRoles, unknownIds } }: DerivedAccount,
  versionOf: (account: AccountId) => string | null,
  callers: CallerIndex,
): boolean {
  return (
    [...versions].every(([account, version]) => versionOf(account) === version) &&
    unknownIds.every((id) => callers.withUniqueId(id) === null) &&
    openRoles.every((role) => [...callers.accountsGranting(role)].every((each) => each === own || versions.has(each)))
  );
}
