import type { AccountId } from '../model/id.ts';
import type { CallerClass, Member } from './caller-classes.ts';
import type { CallerIndex } from './caller-index.ts';

/** What the hops into an account's roles depend on, beside the account itself and the organization. */
export interface Dependencies {
  /** The versions of the other accounts whose callers were looked at. */
  readonly versions: ReadonlyMap<AccountId, string | null>;
  /** Roles that an identity policy of any account may lead to: one that begins to allow it counts too. */
  readonly openRoles: readonly string[];
  /** Unique ids that no principal had. */
  readonly unknownIds: readonly string[];
}

/** Finds possible callers for the roles of one account, and remembers what was asked. */
export class Consultation {
  readonly #index: CallerIndex;
  readonly #own: AccountId;
  readonly #accounts = new Set<AccountId>();
  readonly #openRoles = new Set<string>();
  readonly #unknownIds = new Set<string>();

  constructor(index: CallerIndex, own: AccountId) {
    this.#index = index;
    this.#own = own;
  }

  dependencies(versionOf: (account: AccountId) => string | null): Dependencies {
    return {
      versions: new Map([...this.#accounts].map((account) => [account, versionOf(account)])),
      openRoles: [...this.#openRoles],
      unknownIds: [...this.#unknownIds],
    };
  }

  /** Every class of the account whose roles these are. */
  ownClasses(): Iterable<CallerClass> {
    return this.#callersOf(this.#own)?.classes ?? [];
  }

  /** The classes of the account that may have an identity statement allowing `sts:AssumeRole` on the role. */
  grantedIn(account: AccountId, roleArn: string): Iterable<CallerClass> {
    return this.#callersOf(account)?.granted(roleArn) ?? [];
  }

  /** The same, of every account. */
  *grantedAnywhere(roleArn: string): Iterable<CallerClass> {
    this.#openRoles.add(roleArn);
    for (const account of this.#index.accountsGranting(roleArn)) yield* this.grantedIn(account, roleArn);
  }

  byArn(arn: string): Member | null {
    const account = this.#index.accountOfArn(arn);
    return (account && this.#callersOf(account)?.byArn.get(arn)) ?? null;
  }

  byRoleName(account: AccountId, name: string): Member | null {
    return this.#callersOf(account)?.byRoleName.get(name) ?? null;
  }

  byUniqueId(id: string): Member | null {
    const found = this.#index.withUniqueId(id);
    if (found === null) this.#unknownIds.add(id);
    return found && (this.#callersOf(found.accountId!)?.byArn.get(found.id) ?? null);
  }

  #callersOf(account: AccountId) {
    const callers = this.#index.of(account);
    if (callers !== null && account !== this.#own) this.#accounts.add(account);
    return callers;
  }
}
