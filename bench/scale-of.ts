import path from 'node:path';
import { PRINCIPAL_KINDS } from '../core/model/principal.ts';
import { derived } from './derived.ts';
import { writeSnapshot } from './organization.ts';
import { timed } from './quantiles.ts';
import { type SearchFigures, searchFigures } from './searches.ts';
import { type StoreFigures, storeFigures } from './store-figures.ts';

/** The figures of one size; the process sends them to the one that started it, and leaves the store in the folder. */
export interface ScaleFigures extends StoreFigures {
  readonly accounts: number;
  readonly principals: number;
  readonly deriveMs: number;
  /** Processor time. */
  readonly deriveProcessorMs: number;
  readonly peakMegabytes: number;
  readonly searches: SearchFigures;
}

const ROLE = PRINCIPAL_KINDS.indexOf('Role');
const [folder, accounts, seed] = [process.argv[2]!, Number(process.argv[3]), Number(process.argv[4])];
process.send!(await figures());

async function figures(): Promise<ScaleFigures> {
  const snapshot = writeSnapshot(path.join(folder, 'snapshot'), accounts, seed);
  const before = process.cpuUsage();
  const [graph, deriveMs] = await timed(() => derived(snapshot));
  const { user, system } = process.cpuUsage(before);
  const deriveProcessorMs = (user + system) / 1000;
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  const stored = await storeFigures(`embedded:${path.join(folder, 'store')}`, graph);
  const roles = [...graph.catalog.kinds.keys()].filter((node) => graph.catalog.kinds[node] === ROLE);
  const searches = searchFigures(graph.topology, roles, seed);
  return {
    accounts,
    principals: graph.topology.nodeCount,
    deriveMs,
    deriveProcessorMs,
    peakMegabytes,
    ...stored,
    searches,
  };
}
