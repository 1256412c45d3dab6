import type { Catalog } from '../graph/topology.ts';
import { parseArn } from '../model/arn.ts';
import type { NodeId } from '../model/id.ts';
import { decode, encode, type Json } from '../model/json.ts';
import { PRINCIPAL_KINDS, type Principal } from '../model/principal.ts';
import { recordsOf, type Records } from '../model/records.ts';
import type { DerivedAccount } from './derived-account.ts';
import { inOrder, recordsInOrder, type Order } from './in-order.ts';
import { byId, compareText } from './order.ts';

/** The principals of accounts and others as nodes of a graph, in the order of their ids. */
export class Nodes {
  readonly #accounts: readonly DerivedAccount[];
  /** Sorted by id. */
  readonly #others: readonly Principal[];
  readonly #order: Order;
  readonly #numbers: ReadonlyMap<string, number>;
  /** Positions of those that were asked for, and of those whose id does not say in which account they are. */
  readonly #known: Map<string, number>;
  readonly #lists = new Map<Json<readonly NodeId[]>, readonly number[]>();

  constructor(accounts: readonly DerivedAccount[], others: readonly Principal[]) {
    this.#accounts = accounts;
    this.#others = others.toSorted(byId);
    const lists = accounts.map(({ roster: { ids }, prefix }) => {
      const areOwn = [ids[0], ids.at(-1)].every((id) => id?.startsWith(prefix)); // and so all between them
      return { length: ids.length, ids: () => ids, prefix: areOwn ? prefix : null };
    });
    const ids = this.#others.map(({ id }) => id);
    const all = [...lists, { length: ids.length, ids: () => ids, prefix: null }];
    const { positions } = (this.#order = inOrder(all));
    this.#numbers = new Map(accounts.map(({ account }, number) => [account, number]));
    const loose = all.flatMap((list, number) => (list.prefix === null ? [{ list, number }] : []));
    this.#known = new Map(
      loose.flatMap(({ list, number }) => list.ids().map((id, index) => [id, positions[number]![index]!])),
    );
  }

  get count(): number {
    return this.#order.listOf.length;
  }

  /** The positions of an account's users and roles, in the order of its roster. */
  positionsIn(account: number): Uint32Array {
    return this.#order.positions[account]!;
  }

  positionOf(id: NodeId): number {
    const known = this.#known.get(id) ?? this.#find(id);
    this.#known.set(id, known);
    return known;
  }

  #find(id: NodeId): number {
    const account = this.#numbers.get(parseArn(id)!.account)!;
    return this.#order.positions[account]![indexIn(this.#accounts[account]!.roster.ids, id)]!;
  }

  /** Of a list that many accounts have. */
  positionsOf(ids: Json<readonly NodeId[]>): readonly number[] {
    const known = this.#lists.get(ids) ?? decode(ids).map((id) => this.positionOf(id));
    this.#lists.set(ids, known);
    return known;
  }

  get records(): Records<Principal> {
    const others = recordsOf(this.#others.map(encode));
    return recordsInOrder([...this.#accounts.map(({ principals }) => principals), others], this.#order);
  }

  get catalog(): Catalog {
    const { listOf, indexOf } = this.#order;
    const catalog = {
      ids: Array<string>(this.count),
      names: Array<string>(this.count),
      kinds: new Uint8Array(this.count),
      accountIds: Array<string | null>(this.count),
      inOrganization: new Uint8Array(this.count),
    };
    for (let node = 0; node < this.count; node++) {
      const [account, index] = [this.#accounts[listOf[node]!], indexOf[node]!];
      const { id, name, kind, accountId, inOrganization } =
        account === undefined ? summaryOf(this.#others[index]!) : summaryIn(account, index);
      catalog.ids[node] = id;
      catalog.names[node] = name;
      catalog.kinds[node] = kind;
      catalog.accountIds[node] = accountId;
      catalog.inOrganization[node] = inOrganization ? 1 : 0;
    }
    return catalog;
  }
}

const summaryOf = (principal: Principal) => ({ ...principal, kind: PRINCIPAL_KINDS.indexOf(principal.kind) });

const summaryIn = ({ account, inOrganization, roster: { ids, names, kinds } }: DerivedAccount, index: number) => ({
  id: ids[index]!,
  name: names[index]!,
  kind: kinds[index]!,
  accountId: account,
  inOrganization,
});

/** Of an id among sorted ones that hold it. */
function indexIn(sorted: readonly string[], id: string): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareText(sorted[middle]!, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
