import type { AccessGraphStore } from './access-graph-store.ts';
import { EmbeddedStore } from './embedded/embedded-store.ts';
import { StoreUrlError } from './errors.ts';

/** What a URL does not say; only Neo4j asks for it. */
export interface StoreOptions {
  readonly username?: string;
  readonly password?: string;
  readonly database?: string;
}

/** @throws StoreUrlError, StoreUnavailableError */
export async function openStore(url: string, _options: StoreOptions = {}): Promise<AccessGraphStore> {
  const [, scheme, rest] = /^([a-z][a-z0-9+]*):(.*)$/is.exec(url) ?? [];
  if (scheme === 'embedded' && rest !== '') return new EmbeddedStore(rest!);
  throw new StoreUrlError(
    `"${url}" is no store. Give embedded:DIR, or neo4j://HOST:7687 (also neo4j+s, neo4j+ssc, bolt, bolt+s, bolt+ssc).`,
  );
}
