import type { Diagnostic } from '../model/diagnostic.ts';
import type { AccountId, NodeId } from '../model/id.ts';
import type { Principal } from '../model/principal.ts';
import type { PolicyRecords, Records } from '../model/records.ts';
import type { AccountHops } from './account-hops.ts';
import type { Grants } from './caller-classes.ts';
import type { Dependencies } from './consultation.ts';
import type { Roster } from './roster.ts';

/** All that is derived from and for one account: enough to put a graph together without reading the account again. */
export interface DerivedAccount {
  readonly account: AccountId;
  /** The version of the account that this was derived from. */
  readonly version: string | null;
  readonly inOrganization: boolean;
  /** Sorted by id. */
  readonly roster: Roster;
  /** In the order of the roster. */
  readonly principals: Records<Principal>;
  /** What the ids of all these, and of its own policies, begin with. */
  readonly prefix: string;
  readonly ownPolicies: PolicyRecords;
  /** AWS's, which other accounts hold alike. */
  readonly sharedPolicies: PolicyRecords;
  /** What there is to say about its principals and policies. */
  readonly diagnostics: readonly Diagnostic[];
  readonly grants: Grants;
  /** For each account that was not collected: principals with a grant that may lead into it. */
  readonly grantedInto: readonly (readonly [AccountId, readonly NodeId[]])[];
  readonly hops: AccountHops;
  /** Sources of its roles whose policies are not in the snapshot, and accounts that it leads into which are not either. */
  readonly outsiders: readonly Principal[];
  /** What there is to say about its roles. */
  readonly roleDiagnostics: readonly Diagnostic[];
  readonly dependsOn: Dependencies;
}

/** What one earlier derivation made of an account; null where that is not known any more. */
export type EarlierAccounts = (account: AccountId) => DerivedAccount | null;
