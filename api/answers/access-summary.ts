import type { NodeIndex } from '../../core/model/access-graph.ts';
import { reachFrom, reachTo } from '../../core/graph/reach.ts';
import type { EdgeVerdict } from '../../core/model/hop.ts';
import { kindOf } from './candidate.ts';
import type { LoadedGeneration } from './loaded-generation.ts';
import { reachableFrom, whoCanReach, type Reached, type ReachAnswer } from './reach.ts';

/** Of a principal, the roles it can assume; of a role as a resource, who can use it. */
export const ACCESS_SUMMARY_KINDS = ['principal', 'resource'] as const;
export type AccessSummaryKind = (typeof ACCESS_SUMMARY_KINDS)[number];

export interface AccessSummary extends Pick<ReachAnswer, 'origin' | 'complete' | 'diagnostics'> {
  readonly kind: AccessSummaryKind;
  /** The origin's own account first, those that belong to none last; in between by id. */
  readonly accounts: readonly AccountAccess[];
  /** Account by account as above, in each by id: the same order from day to day. */
  readonly entries: readonly AccessEntry[];
}

/** How many entries are of one account. */
export interface AccountAccess {
  /** Null: of services, federated identities and the public, which belong to none. */
  readonly accountId: string | null;
  /** Whether it is the origin's own. */
  readonly own: boolean;
  readonly direct: number;
  /** Through a chain of roles alone. */
  readonly chained: number;
}

export interface AccessEntry extends Reached {
  readonly accountId: string | null;
  /** Verdict of the hop without another role between; null where only a chain leads there. */
  readonly direct: EdgeVerdict | null;
}

/**
 * Everything a principal can assume, or everyone who can use a role, directly and through chains told apart; whatever the
 * number.
 * @throws QuestionError
 */
export function accessSummary(graph: LoadedGeneration, reference: string, kind: AccessSummaryKind): AccessSummary {
  const { projection } = graph;
  const answer = kind === 'principal' ? reachableFrom(graph, reference) : whoCanReach(graph, reference);
  const search = kind === 'principal' ? reachFrom : reachTo;
  const direct = directVerdicts(search(projection, answer.origin, { maxHops: 1 }));
  const home = accountOf(graph, answer.origin);
  const entries = answer.reached
    .map((reached): AccessEntry => {
      return { ...reached, accountId: accountOf(graph, reached.node), direct: direct.get(reached.node) ?? null };
    })
    .toSorted((a, b) => inOrder(a.accountId, b.accountId, home) || a.node - b.node);
  const { origin, complete, diagnostics } = answer;
  return { origin, kind, accounts: accountsOf(entries, home), entries, complete, diagnostics };
}

const directVerdicts = ({ nodes, allowed }: ReturnType<typeof reachTo>): ReadonlyMap<NodeIndex, EdgeVerdict> =>
  new Map(Array.from(nodes, (node, index) => [node, allowed[index] === 1 ? 'ALLOWED' : 'CONDITIONAL']));

/** A provider of identities stands in an account, but who comes from it does not. */
function accountOf({ catalog }: LoadedGeneration, node: NodeIndex): string | null {
  return kindOf(catalog, node) === 'Federated' ? null : catalog.accountIds[node]!;
}

function inOrder(a: string | null, b: string | null, home: string | null): number {
  if (a === b) return 0;
  const rank = (account: string | null): number => (account === null ? 2 : account === home ? 0 : 1);
  return rank(a) - rank(b) || (a! < b! ? -1 : 1);
}

/** `entries` are account by account. */
function accountsOf(entries: readonly AccessEntry[], home: string | null): readonly AccountAccess[] {
  const accounts = new Map<string | null, { direct: number; chained: number }>();
  for (const { accountId, direct } of entries) {
    const counts = accounts.get(accountId) ?? { direct: 0, chained: 0 };
    counts[direct === null ? 'chained' : 'direct'] += 1;
    accounts.set(accountId, counts);
  }
  return [...accounts].map(([accountId, counts]) => {
    return { accountId, own: accountId !== null && accountId === home, ...counts };
  });
}
