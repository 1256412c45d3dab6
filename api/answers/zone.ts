import { insideOf, type Zone, zoneOf } from '../../core/graph/zone.ts';
import { QuestionError } from './errors.ts';
import type { LoadedGeneration } from './loaded-generation.ts';

/**
 * The zone of trust that words name; without any, the organization.
 * @throws QuestionError NOT_FOUND
 */
export function resolveZone({ structure, catalog }: LoadedGeneration, words: readonly string[] = []): Zone {
  const zone = zoneOf(structure, catalog, words);
  if (!('unknown' in zone)) return zone;
  const known = [...structure.accounts, ...structure.organizationalUnits].slice(0, SHOWN);
  const such = known.map(({ id, name }) => `\n  ${id} (${name})`).join('');
  throw new QuestionError(
    'NOT_FOUND',
    `"${zone.unknown}" is no account and no organizational unit. A zone of trust is "organization", or some of these:${such}`,
  );
}

const SHOWN = 10;

/** Per node: 1 where it is inside the zone that words name. @throws QuestionError NOT_FOUND */
export const insideZone = (graph: LoadedGeneration, words?: readonly string[]): Uint8Array =>
  insideOf(graph.catalog, resolveZone(graph, words));
