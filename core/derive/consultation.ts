import type { AccountId, NodeId } from '../model/id.ts';
import type { CallerClass, Member } from './caller-classes.ts';
import type { CallerIndex } from './caller-index.ts';

/** What the hops into an account's roles depend on, beside the account itself and the organization. */
export interface Dependencies {
  /** The accounts whose callers were looked at. */
  readonly accounts: readonly AccountId[];
  /** Roles that an identity policy of any account may lead to: one that begins to allow it counts too. */
  readonly openRoles: readonly string[];
  /** Who had the unique ids that roles name: the account, or null for nobody. */
  readonly uniqueIds: readonly (readonly [string, AccountId | null])[];
}

/** A collected principal that a trust policy names. */
export interface Named {
  /** Null where its account is not asked anew. */
  readonly member: Member | null;
}

/** Finds possible callers for the roles of one account, and remembers what was asked. */
export class Consultation {
  readonly #index: CallerIndex;
  readonly #own: AccountId;
  readonly #owners: ReadonlyMap<string, AccountId | null>;
  readonly #accounts = new Set<AccountId>();
  readonly #openRoles = new Set<string>();
  readonly #uniqueIds = new Map<string, AccountId | null>();

  constructor(index: CallerIndex, own: AccountId, earlier: Dependencies | undefined) {
    this.#index = index;
    this.#own = own;
    this.#owners = new Map(earlier?.uniqueIds);
  }

  get dependencies(): Dependencies {
    return { accounts: [...this.#accounts], openRoles: [...this.#openRoles], uniqueIds: [...this.#uniqueIds] };
  }

  /** For one role. What is not asked anew is known from an earlier derivation. */
  about(role: string, isAnew: (account: AccountId) => boolean): Questions {
    const index = this.#index;
    const ask = (account: AccountId): boolean => {
      this.#accounts.add(account);
      return isAnew(account);
    };
    const grantedIn = (account: AccountId): Iterable<CallerClass> =>
      ask(account) ? index.of(account).granted(role) : [];
    const named = (account: AccountId | null, find: (account: AccountId) => NodeId | null): Named | null => {
      if (account === null || !index.isCollected(account)) return null;
      const isAsked = ask(account); // that there is nobody is an answer, too
      const id = find(account);
      return id === null ? null : { member: isAsked ? index.of(account).byArn.get(id)! : null };
    };
    return {
      ownClasses: () => (ask(this.#own) ? index.of(this.#own).classes : []),
      grantedIn,
      grantedAnywhere: () => {
        this.#openRoles.add(role);
        return [...index.accountsGranting(role)].flatMap((account) => [...grantedIn(account)]);
      },
      byArn: (account, arn) => named(account, () => index.withArn(account, arn)),
      byRoleName: (account, name) => named(account, () => index.withRoleName(account, name)),
      byUniqueId: (id) => {
        const owner = index.ownerOf(id, this.#owners.get(id));
        this.#uniqueIds.set(id, owner);
        return named(owner, (account) => index.withUniqueId(account, id));
      },
    };
  }
}

/** What the trust policy of a role asks about callers. */
export interface Questions {
  /** Every class of the account whose role it is. */
  ownClasses(): Iterable<CallerClass>;
  /** The classes of the account that may have an identity statement allowing `sts:AssumeRole` on the role. */
  grantedIn(account: AccountId): Iterable<CallerClass>;
  /** The same, of every account. */
  grantedAnywhere(): Iterable<CallerClass>;
  byArn(account: AccountId, arn: string): Named | null;
  byRoleName(account: AccountId, name: string): Named | null;
  byUniqueId(id: string): Named | null;
}
