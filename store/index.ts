/** store: keeps access graphs, one generation after another. `core` below; nothing of AWS or GraphQL in here. */
export type * from './access-graph-store.ts';
export * from './errors.ts';
export { openStore, type StoreOptions } from './open.ts';
