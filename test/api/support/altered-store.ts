import type { AccessGraphStore } from '../../../store/index.ts';

/** The store with some of its methods, or its URL, replaced. */
export const altered =
  (parts: (store: AccessGraphStore) => Partial<AccessGraphStore>) =>
  (store: AccessGraphStore): AccessGraphStore => ({
    url: store.url,
    load: (graph, options) => store.load(graph, options),
    generations: () => store.generations(),
    open: (generation) => store.open(generation),
    cypher: (query, parameters, limits) => store.cypher(query, parameters, limits),
    record: (step) => store.record(step),
    history: () => store.history(),
    close: () => store.close(),
    ...parts(store),
  });
