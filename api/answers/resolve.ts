import { isAccountId } from '../../core/model/arn.ts';
import type { NodeIndex } from '../../core/model/access-graph.ts';
import { candidateOf, kindOf } from './candidate.ts';
import { QuestionError } from './errors.ts';
import type { LoadedGeneration } from './loaded-generation.ts';
import { nearestMatches } from './nearest-matches.ts';

/**
 * The principal that a reference means: an ARN or other node id, `ACCOUNT/NAME` with the account's id or name, or a name
 * that only one principal has.
 * @throws QuestionError NOT_FOUND or AMBIGUOUS, with the nearest matches
 */
export function resolvePrincipal(graph: LoadedGeneration, reference: string): NodeIndex {
  return only(graph, reference, matches(graph, reference));
}

/**
 * The role that a reference means; a user of the same name does not make it ambiguous.
 * @throws QuestionError NOT_FOUND, AMBIGUOUS, or BAD_INPUT where it is no role
 */
export function resolveRole(graph: LoadedGeneration, reference: string): NodeIndex {
  const roles = matches(graph, reference, (node) => kindOf(graph.catalog, node) === 'Role');
  if (roles.length > 0) return only(graph, reference, roles);
  const node = only(graph, reference, matches(graph, reference));
  const { id, kind } = candidateOf(graph.catalog, node);
  throw new QuestionError('BAD_INPUT', `${id} is no role: it is of kind ${kind}.`);
}

function only(graph: LoadedGeneration, reference: string, found: readonly NodeIndex[]): NodeIndex {
  if (found.length === 1) return found[0]!;
  const ambiguous = found.length > 1;
  const near = ambiguous ? found : nearestMatches(graph, reference);
  const candidates = near.slice(0, 10).map((node) => candidateOf(graph.catalog, node));
  const ids = candidates.map(({ id }) => `\n  ${id}`).join('');
  if (ambiguous) throw new QuestionError('AMBIGUOUS', `"${reference}" may be any of:${ids}`, candidates);
  const nearest = ids === '' ? '' : ` Nearest matches:${ids}`;
  throw new QuestionError('NOT_FOUND', `Nobody is known as "${reference}".${nearest}`, candidates);
}

/** The node of an id that the same generation gave. */
export const nodeOf = (graph: LoadedGeneration, id: string): NodeIndex => findById(graph, id)!;

/** Null where nobody has the id. */
export function findById({ catalog: { ids } }: LoadedGeneration, id: string): NodeIndex | null {
  // Ids are sorted by code unit.
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return ids[low] === id ? low : null;
}

type Filter = (node: NodeIndex) => boolean;

function matches(graph: LoadedGeneration, reference: string, filter: Filter = () => true): NodeIndex[] {
  const own = findById(graph, reference);
  if (own !== null) return [own].filter(filter);
  const inAccount = byAccountAndName(graph, reference, filter);
  return inAccount.length > 0 ? inAccount : withName(graph, reference, filter);
}

/** Account names may hold slashes themselves, so each slash may be the one that is meant. */
function byAccountAndName(graph: LoadedGeneration, reference: string, filter: Filter): NodeIndex[] {
  const { catalog, structure } = graph;
  const slashes = [...reference.matchAll(/\//g)].map((match) => match.index);
  return slashes.flatMap((slash) => {
    const [account, name] = [reference.slice(0, slash), reference.slice(slash + 1)];
    const named = structure.accounts.filter((known) => sameName(known.name, account)).map((known) => known.id);
    if (named.length === 0 && !isAccountId(account)) return [];
    const ids = new Set<string | null>([account, ...named]);
    return withName(graph, name, (node) => ids.has(catalog.accountIds[node]!) && filter(node));
  });
}

/** By name as it is written; where there is none, whatever the case. */
function withName({ catalog }: LoadedGeneration, name: string, filter: Filter): NodeIndex[] {
  const anyCase: NodeIndex[] = [];
  for (const [node, known] of catalog.names.entries()) {
    if (known.length === name.length && sameName(known, name) && filter(node)) anyCase.push(node);
  }
  const exact = anyCase.filter((node) => catalog.names[node] === name);
  return exact.length > 0 ? exact : anyCase;
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
