import neo4j, { type Driver } from 'neo4j-driver';
import type { Catalog } from '../core/graph/topology.ts';
import { PRINCIPAL_KINDS } from '../core/model/principal.ts';
import { projectionOf } from '../core/graph/projection.ts';
import { reachTo } from '../core/graph/reach.ts';
import { createRandom } from '../ingest/generate/random.ts';
import type { GraphReader } from '../store/index.ts';
import type { BenchServer } from './neo4j-server.ts';
import { quantilesOf, timed, type Quantiles } from './quantiles.ts';

export interface ComparedReach {
  /** Search over what was read from the store, with verdicts, by hops. */
  readonly own: Quantiles;
  /** The number of sources, by Cypher. */
  readonly cypher: Quantiles;
  /** A query that asks for nothing: what of the time above is the way to the server and back. */
  readonly roundTrip: Quantiles;
}

/**
 * What Neo4j plans best of all that were tried (bounded, unbounded, quantified paths, with and without a label): one
 * breadth-first expansion that visits each node once, from an index. It only counts, so that no rows are sent.
 */
const WHO_CAN_REACH = `
  MATCH (role:Role {id: $id})<-[:CAN_ASSUME*]-(source) WHERE source <> role RETURN count(DISTINCT source) AS sources`;

/**
 * Asks who can reach each of some random roles, over any number of hops: in memory, and in Cypher over the same Neo4j,
 * one after the other in one run. Throws where the two do not find as many.
 */
export async function compareReach(
  { uri, username, password }: BenchServer,
  reader: GraphReader,
  { questions, seed }: { readonly questions: number; readonly seed: number },
): Promise<ComparedReach> {
  const catalog = await reader.catalog();
  const projection = projectionOf(await reader.topology());
  const targets = randomRoles(catalog, questions, seed);
  const driver = neo4j.driver(uri, neo4j.auth.basic(username, password), { disableLosslessIntegers: true });
  const own = (target: number): number => reachTo(projection, target).nodes.length;
  const cypher = (target: number) => ask(driver, WHO_CAN_REACH, { id: catalog.ids[target] });
  try {
    for (const target of targets) await Promise.all([own(target), cypher(target)]);
    const taken = { own: [] as number[], cypher: [] as number[], roundTrip: [] as number[] };
    for (const target of targets) {
      const [ours, ownMs] = await timed(() => own(target));
      const [theirs, cypherMs] = await timed(() => cypher(target));
      const [, roundTripMs] = await timed(() => ask(driver, 'RETURN 1', {}));
      if (ours !== theirs) throw new Error(`${catalog.ids[target]}: ${ours} in memory, ${String(theirs)} in Cypher.`);
      taken.own.push(ownMs);
      taken.cypher.push(cypherMs);
      taken.roundTrip.push(roundTripMs);
    }
    return {
      own: quantilesOf(taken.own),
      cypher: quantilesOf(taken.cypher),
      roundTrip: quantilesOf(taken.roundTrip),
    };
  } finally {
    await driver.close();
  }
}

function randomRoles({ kinds }: Catalog, count: number, seed: number): number[] {
  const roles = [...kinds.keys()].filter((node) => PRINCIPAL_KINDS[kinds[node]!] === 'Role');
  const random = createRandom(seed, 'questions');
  return Array.from({ length: count }, () => random.pick(roles));
}

async function ask(driver: Driver, query: string, parameters: Record<string, unknown>): Promise<unknown> {
  const session = driver.session({ defaultAccessMode: neo4j.session.READ });
  try {
    return (await session.run(query, parameters)).records[0]!.get(0) as unknown;
  } finally {
    await session.close();
  }
}
