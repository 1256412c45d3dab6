import type { AccountId, NodeId } from '../model/id.ts';
import { matchesGlob, type Glob } from '../policy/glob.ts';
import { AccountCallers, type Grants } from './caller-classes.ts';
import { principalsOf, type ReadAccount } from './read-accounts.ts';
import { rolesIn } from './roster.ts';
import type { World } from './world.ts';

/** The callers of every account; those of one are gone through when they are first asked for. */
export class CallerIndex {
  readonly #accounts: ReadonlyMap<AccountId, ReadAccount>;
  readonly #world: World;
  readonly #callers = new Map<AccountId, AccountCallers>();
  readonly #names = new Map<AccountId, Names>();
  readonly #anyRole: AccountId[] = [];
  readonly #byRole = new Map<string, AccountId[]>();
  readonly #byPattern = new Map<Glob, AccountId[]>();
  #owners: Owners | undefined;
  #changedOwners: Owners | undefined;

  constructor(accounts: ReadonlyMap<AccountId, ReadAccount>, world: World) {
    this.#accounts = accounts;
    this.#world = world;
    for (const [account, { content, earlier }] of accounts)
      this.#addGrants(account, content === null ? earlier!.grants : this.of(account).grants);
  }

  /** Whether the account is another than for the earlier derivation, as far as that is known. */
  hasChanged(account: AccountId): boolean {
    return this.#accounts.get(account)?.content !== null;
  }

  isCollected(account: AccountId): boolean {
    return this.#accounts.has(account);
  }

  /** Of an account that was collected. */
  of(account: AccountId): AccountCallers {
    const known = this.#callers.get(account);
    if (known !== undefined) return known;
    const callers = new AccountCallers(principalsOf(this.#accounts.get(account)!), this.#world);
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

  withArn(account: AccountId, arn: string): NodeId | null {
    return this.#namesOf(account).arns.get(arn) ?? null;
  }

  /** Sessions name their role without its path. */
  withRoleName(account: AccountId, name: string): NodeId | null {
    return this.#namesOf(account).roles.get(name) ?? null;
  }

  withUniqueId(account: AccountId, id: string): NodeId | null {
    const { ids, uniqueIds } = this.#accounts.get(account)!.roster;
    return ids[uniqueIds().lastIndexOf(id)] ?? null;
  }

  /** The account with the principal of that unique id; `earlier` is the one that it was in the earlier derivation. */
  ownerOf(id: string, earlier?: AccountId | null): AccountId | null {
    this.#changedOwners ??= owners([...this.#accounts.values()].filter(({ content }) => content !== null));
    const isAsItWas =
      earlier !== undefined && !this.#changedOwners.has(id) && (earlier === null || !this.hasChanged(earlier));
    if (isAsItWas) return earlier;
    this.#owners ??= owners(this.#accounts.values());
    return this.#owners.get(id) ?? null;
  }

  #namesOf(account: AccountId): Names {
    const names = this.#names.get(account) ?? namesIn(this.#accounts.get(account)!);
    this.#names.set(account, names);
    return names;
  }

  #addGrants(account: AccountId, { any, roles, patterns }: Grants): void {
    if (any) this.#anyRole.push(account);
    for (const role of roles) addTo(this.#byRole, role, account);
    for (const pattern of patterns) addTo(this.#byPattern, pattern, account);
  }
}

interface Names {
  readonly arns: ReadonlyMap<string, NodeId>;
  readonly roles: ReadonlyMap<string, NodeId>;
}

const namesIn = ({ roster }: ReadAccount): Names => ({
  arns: new Map(roster.ids.map((id) => [id, id])),
  roles: new Map(rolesIn(roster).map(({ id, name }) => [name, id])),
});

/** By unique id; null stands for those that have none. */
type Owners = ReadonlyMap<string | null, AccountId>;

function owners(accounts: Iterable<ReadAccount>): Owners {
  const found = new Map<string | null, AccountId>();
  for (const { account, roster } of accounts) for (const uniqueId of roster.uniqueIds()) found.set(uniqueId, account);
  return found;
}

function addTo<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
