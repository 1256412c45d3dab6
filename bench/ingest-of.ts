import { ingestFrom } from '../ingest/index.ts';
import { openStore } from '../store/index.ts';
import { timed } from './quantiles.ts';

/** One ingest into the embedded store, as the command does it; the process sends its figures to the one that started it. */
export interface IngestFigures {
  /** For how many accounts hops were derived, rather than taken over. */
  readonly derived: number;
  readonly wallMs: number;
  /** Processor time, milliseconds, by part. */
  readonly processor: Readonly<Record<IngestPart, number>>;
  readonly peakMegabytes: number;
}

const INGEST_PARTS = [
  'reading files, writing the snapshot',
  'reading accounts',
  'deriving hops',
  'reading findings and last use',
  'putting the graph together',
  'keeping what was derived',
  'writing the store',
] as const;
export type IngestPart = (typeof INGEST_PARTS)[number];

const [from, folder] = process.argv.slice(2) as [string, string];
process.send!(await figures());

async function figures(): Promise<IngestFigures> {
  const store = await openStore(`embedded:${folder}/store`);
  const processor = Object.fromEntries(INGEST_PARTS.map((part) => [part, 0])) as Record<IngestPart, number>;
  let before = process.cpuUsage();
  let part: IngestPart = INGEST_PARTS[0];
  const enter = (next: IngestPart): void => {
    const { user, system } = process.cpuUsage(before);
    processor[part] += (user + system) / 1000;
    [part, before] = [next, process.cpuUsage()];
  };
  const onProgress = ({ step }: { readonly step: string }): void => enter(partOf(step));
  const ingesting = () => ingestFrom({ from: [from], snapshotDir: `${folder}/snapshot`, store, onProgress });
  const [{ derived }, wallMs] = await timed(ingesting);
  enter(part);
  await store.close();
  return { derived, wallMs, processor, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
}

function partOf(step: string): IngestPart {
  const named = INGEST_PARTS.find((part) => part === step);
  if (named !== undefined) return named;
  if (/^reading (findings|last accessed)$/.test(step)) return 'reading findings and last use';
  return /^(reading files|writing the snapshot)$/.test(step) ? INGEST_PARTS[0] : 'writing the store';
}
