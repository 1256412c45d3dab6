import { CypherUnavailableError, StoreError, type AccessGraphStore, type Generation } from '../../store/index.ts';
import { counted, sizeOf } from '../output/numbers.ts';
import { noted, ok, problem, type Finding } from './finding.ts';

/** Whether the store can be read, and what its newest generation holds. */
export async function checkStore(store: AccessGraphStore): Promise<Finding[]> {
  const [newest] = await store.generations();
  const neo4j = await neo4jVersion(store);
  return [
    ok('Store', `${store.url} can be read${neo4j === null ? '' : `; it is ${neo4j}`}`),
    ...(newest === undefined
      ? [problem('Generation', 'The store is empty.', 'Load files: rolereach ingest --from PATH')]
      : [ok('Generation', `${newest.id}, loaded ${newest.loadedAt}: ${sizeOf(newest)}`), diagnosticsFinding(newest)]),
  ];
}

/** A store that cannot be opened or read says itself how to put that right. */
export function storeProblem(url: string, error: unknown): Finding {
  if (!(error instanceof StoreError)) throw error;
  return problem('Store', `${url} cannot be read.`, error.message);
}

/** Null for a store that is no Neo4j. */
async function neo4jVersion(store: AccessGraphStore): Promise<string | null> {
  try {
    const query = 'CALL dbms.components() YIELD name, versions, edition RETURN name, versions[0], edition';
    const { rows } = await store.cypher(query, {}, { timeoutMs: 5000, maxRows: 1 });
    return rows[0]?.join(' ') ?? null;
  } catch (error) {
    if (error instanceof CypherUnavailableError) return null;
    throw error;
  }
}

const diagnosticsFinding = ({ diagnostics }: Generation): Finding =>
  diagnostics === 0
    ? ok('Input', 'everything was understood')
    : noted(
        'Input',
        `${counted(diagnostics, 'diagnostic')} on what was loaded.`,
        'They stand in the output of `rolereach ingest`, and in the explorer.',
      );
