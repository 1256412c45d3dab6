import type { NodeIndex } from '../../core/model/access-graph.ts';
import type { LoadedGeneration } from './loaded-generation.ts';
import { search } from './search.ts';
import { textsOf } from './search-index.ts';

const LIMIT = 5;

/** Who may have been meant by a reference that nobody has: those it is part of, else those whose names are spelled alike. */
export function nearestMatches(graph: LoadedGeneration, reference: string): NodeIndex[] {
  const name = reference.slice(reference.lastIndexOf('/') + 1);
  const found = [...search(graph, reference).slice(0, LIMIT), ...search(graph, name).slice(0, LIMIT)];
  const nearest = found.length > 0 ? found : alike(graph, name);
  return [...new Set(nearest)].slice(0, LIMIT);
}

function alike({ searchIndex }: LoadedGeneration, name: string): NodeIndex[] {
  const { names, nodes } = searchIndex();
  const wanted = name.toLowerCase();
  const mostEdits = Math.max(1, Math.floor(name.length / 3));
  const edits = textsOf(names).map((known) => editDistance(known.toLowerCase(), wanted, mostEdits));
  return [...nodes.keys()]
    .filter((entry) => edits[names.of[entry]!]! <= mostEdits)
    .map((entry) => ({ node: nodes[entry]!, edits: edits[names.of[entry]!]! }))
    .toSorted((a, b) => a.edits - b.edits || a.node - b.node)
    .map(({ node }) => node);
}

/** Levenshtein's: the fewest characters to add, drop or change; more than `most` where it is more than that. */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let line = 1; line <= a.length; line++) {
    const next = [line];
    for (let column = 1; column <= b.length; column++) {
      const changed = row[column - 1]! + (a[line - 1] === b[column - 1] ? 0 : 1);
      next.push(Math.min(changed, row[column]! + 1, next[column - 1]! + 1));
    }
    if (Math.min(...next) > most) return most + 1;
    row = next;
  }
  return row[b.length]!;
}
