import { describe, expect, it } from 'vitest';
import { openStore, StoreUnavailableError, StoreUrlError } from '../../store/index.ts';

describe('opening a store', () => {
  it.each(['', 'embedded', 'embedded:', '.rolereach', 'http://localhost:7474', 'neo4j', 'mysql://x', 'C:\\store'])(
    'by "%s" is refused with what can be given',
    async (url) => {
      await expect(openStore(url)).rejects.toThrow(StoreUrlError);
      await expect(openStore(url)).rejects.toThrow(/Give embedded:DIR, or neo4j:\/\/HOST:7687/);
    },
  );

  it('does not take a password in the URL, nor repeats it', async () => {
    const opening = openStore('neo4j://neo4j:hunter2@localhost');
    await expect(opening).rejects.toThrow(/NEO4J_PASSWORD/);
    await expect(opening).rejects.not.toThrow(/hunter2/);
  });

  it('keeps the URL as it was given', async () => {
    const store = await openStore('embedded:some/where');
    expect(store.url).toBe('embedded:some/where');
    await store.close();
  });

  it('on a port where nothing listens says how to start a Neo4j', async () => {
    const opening = openStore('bolt://127.0.0.1:1', { password: 'secret' });
    await expect(opening).rejects.toThrow(StoreUnavailableError);
    await expect(opening).rejects.toThrow(/bolt:\/\/127\.0\.0\.1:1 .*docker compose up -d neo4j/);
  });
});
