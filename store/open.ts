import type { AccessGraphStore } from './access-graph-store.ts';
import { EmbeddedStore } from './embedded/embedded-store.ts';
import { StoreUrlError } from './errors.ts';

/** What a URL does not say; only Neo4j asks for it. */
export interface StoreOptions {
  readonly username?: string;
  readonly password?: string;
  readonly database?: string;
}

const NEO4J_SCHEMES = new Set(['neo4j', 'neo4j+s', 'neo4j+ssc', 'bolt', 'bolt+s', 'bolt+ssc']);

/** @throws StoreUrlError, StoreUnavailableError */
export async function openStore(url: string, options: StoreOptions = {}): Promise<AccessGraphStore> {
  const [, scheme, rest] = /^([a-z][a-z0-9+]*):(.*)$/is.exec(url) ?? [];
  if (scheme === 'embedded' && rest !== '') return new EmbeddedStore(rest!);
  if (NEO4J_SCHEMES.has(scheme ?? '')) {
    if (rest!.includes('@')) {
      throw new StoreUrlError(
        'The password does not belong in the URL, where others see it: set NEO4J_USERNAME and NEO4J_PASSWORD.',
      );
    }
    const { Neo4jStore } = await import('./neo4j/neo4j-store.ts'); // the driver takes longer to load than most answers
    return Neo4jStore.open(url, options);
  }
  throw new StoreUrlError(
    `"${url}" is no store. Give embedded:DIR, or neo4j://HOST:7687 (also neo4j+s, neo4j+ssc, bolt, bolt+s, bolt+ssc).`,
  );
}
