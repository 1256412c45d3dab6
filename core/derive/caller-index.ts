import { parseArn } from '../model/arn.ts';
import { accountId, type AccountId } from '../model/id.ts';
import type { Principal } from '../model/principal.ts';
import { matchesGlob, type Glob } from '../policy/glob.ts';
import { AccountCallers, type Grants } from './caller-classes.ts';
import type { ReadAccount } from './read-accounts.ts';
import type { World } from './world.ts';

/** The callers of every account; those of one are gone through when they are first asked for. */
export class CallerIndex {
  readonly #accounts: ReadonlyMap<AccountId, ReadAccount>;
  readonly #world: World;
  readonly #callers = new Map<AccountId, AccountCallers>();
  readonly #anyRole: AccountId[] = [];
  readonly #byRole = new Map<string, AccountId[]>();
  readonly #byPattern = new Map<Glob, AccountId[]>();
  /** The account that holds a principal whose ARN says another. */
  readonly #strays = new Map<string, AccountId>();
  #uniqueIds: Map<string, Principal> | undefined;

  constructor(accounts: ReadonlyMap<AccountId, ReadAccount>, world: World) {
    this.#accounts = accounts;
    this.#world = world;
    for (const [account, { content, earlier }] of accounts) {
      this.#addGrants(account, (earlier ?? this.of(account)!).grants);
      for (const { id } of content.principals) if (!id.includes(`:${account}:`)) this.#strays.set(id, account);
    }
  }

  get hasStrays(): boolean {
    return this.#strays.size > 0;
  }

  /** Null for an account that was not collected. */
  of(account: AccountId): AccountCallers | null {
    const read = this.#accounts.get(account);
    if (read === undefined) return null;
    const callers = this.#callers.get(account) ?? new AccountCallers(read.content.principals, this.#world);
    this.#callers.set(account, callers);
    return callers;
  }

  /** The accounts with an identity statement that may allow `sts:AssumeRole` on the role. */
  accountsGranting(roleArn: string): ReadonlySet<AccountId> {
    const found = new Set([...this.#anyRole, ...(this.#byRole.get(roleArn) ?? [])]);
    for (const [pattern, accounts] of this.#byPattern)
      if (matchesGlob(pattern, roleArn)) for (const each of accounts) found.add(each);
    return found;
  }

  accountOfArn(arn: string): AccountId | null {
    const account = this.#strays.get(arn) ?? parseArn(arn)?.account;
    return account === undefined ? null : accountId(account);
  }

  withUniqueId(id: string): Principal | null {
    this.#uniqueIds ??= uniqueIds(this.#accounts.values());
    return this.#uniqueIds.get(id) ?? null;
  }

  #addGrants(account: AccountId, { any, roles, patterns }: Grants): void {
    if (any) this.#anyRole.push(account);
    for (const role of roles) addTo(this.#byRole, role, account);
    for (const pattern of patterns) addTo(this.#byPattern, pattern, account);
  }
}

function uniqueIds(accounts: Iterable<ReadAccount>): Map<string, Principal> {
  const found = new Map<string, Principal>();
  for (const { content } of accounts)
    for (const principal of content.principals)
      if (principal.uniqueId !== null) found.set(principal.uniqueId, principal);
  return found;
}

function addTo<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
