import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Asked, startAsking } from './asking.ts';
import { derived } from './derived.ts';
import { everyoneOrganization } from './everyone-organization.ts';
import { timed } from './quantiles.ts';
import { type StoreFigures, storeFigures } from './store-figures.ts';
import { fromPage, fromPicture, paths, whoPage, whoPicture } from './questions.ts';

/** The figures of the organization made to hurt; the process sends them to the one that started it. */
export interface EveryoneFigures extends StoreFigures {
  readonly principals: number;
  readonly classes: number;
  readonly deriveMs: number;
  readonly peakMegabytes: number;
  readonly storeMegabytes: number;
  readonly asked: readonly (readonly [what: string, Asked])[];
  readonly exports: readonly { readonly format: string; readonly ms: number; readonly megabytes: number }[];
}

const SIZE = { accounts: 20, principals: 10_000, roles: 1_000 };
const REPETITIONS = 100;
/** Megabytes of heap that are enough for an export of any size. */
const EXPORT_HEAP = 128;

const folder = process.argv[2]!;
const url = `embedded:${folder}`;
process.send!(await figures());

async function figures(): Promise<EveryoneFigures> {
  const snapshot = everyoneOrganization(SIZE);
  const [graph, deriveMs] = await timed(() => derived(snapshot));
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  const stored = await storeFigures(url, graph);
  const refOf = (name: string): string => graph.catalog.ids[graph.catalog.names.indexOf(name)]!;
  const [everyone, shared, person] = [refOf('Everyone'), refOf('Shared-0'), refOf('person-0')];
  const exports = [];
  for (const format of ['jsonl', 'cypher']) exports.push({ format, ...(await exported(format)) });
  return {
    principals: graph.topology.nodeCount,
    classes: graph.topology.hopSources.length,
    deriveMs,
    peakMegabytes,
    ...stored,
    storeMegabytes: sizeOf(folder),
    asked: await asked(everyone, shared, person),
    exports,
  };
}

async function asked(everyone: string, shared: string, person: string): Promise<EveryoneFigures['asked']> {
  const asking = await startAsking(url);
  const questions = {
    'who can reach the role for everyone: first page and counts': whoPage({ ref: everyone }),
    'who can reach the role for everyone: the picture': whoPicture({ ref: everyone }),
    'who can reach a shared role: first page and counts': whoPage({ ref: shared }),
    'what a person can reach: first page and counts': fromPage({ ref: person }),
    'what a person can reach: the picture': fromPicture({ ref: person }),
    'paths from a person to the role for everyone': paths({ from: person, to: everyone }),
  };
  const results: [string, Asked][] = [];
  for (const [what, question] of Object.entries(questions))
    results.push([what, await asking.figures(Array.from({ length: REPETITIONS }, () => question))]);
  asking.stop();
  return results;
}

/** Every edge, through the command line. */
async function exported(format: string): Promise<{ ms: number; megabytes: number }> {
  const command = fileURLToPath(new URL('../../bin/rolereach.mjs', import.meta.url));
  const [megabytes, ms] = await timed(async () => {
    const child = spawn(
      process.execPath,
      [`--max-old-space-size=${EXPORT_HEAP}`, command, 'export', 'edges', '--format', format, '--store', url],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = once(child, 'exit');
    let bytes = 0;
    for await (const chunk of child.stdout) bytes += (chunk as Buffer).length;
    const [code] = await ended;
    if (code !== 0) throw new Error(`The export as ${format} ended with ${String(code)}.`);
    return bytes / 1e6;
  });
  return { ms, megabytes };
}

function sizeOf(place: string): number {
  const files = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0) / 1e6;
}
