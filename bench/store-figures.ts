import type { CompactGraph } from '../core/graph/compact-graph.ts';
import { openStore } from '../store/index.ts';
import { timed } from './quantiles.ts';

export interface StoreFigures {
  readonly edges: number;
  readonly loadMs: number;
  /** Of what is kept in memory for answering. */
  readonly openMs: number;
}

/** Loads the graph into the store, and opens it again. */
export async function storeFigures(url: string, graph: CompactGraph): Promise<StoreFigures> {
  const store = await openStore(url);
  const [{ edges }, loadMs] = await timed(() => store.load(graph));
  await store.close();
  const [, openMs] = await timed(async () => {
    const again = await openStore(url);
    const reader = await again.open();
    await Promise.all([reader.topology(), reader.catalog()]);
    await again.close();
  });
  return { edges, loadMs, openMs };
}
