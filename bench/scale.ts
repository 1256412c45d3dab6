import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EveryoneFigures } from './everyone-of.ts';
import { figuresOf } from './figures-of.ts';
import { everyoneReport, reachReport, servedReport, sizesReport } from './reports.ts';
import type { ScaleFigures } from './scale-of.ts';
import type { ServedFigures } from './served-of.ts';
import type { SearchFigures } from './searches.ts';

/** What organizations of up to 1,000 accounts take, and one made to hurt: each in processes of its own. Prints tables. */

const SEED = 1;
const SIZES = [1, 10, 100, 1000];

const folder = mkdtempSync(path.join(tmpdir(), 'rolereach-bench-'));
try {
  const sizes: ScaleFigures[] = [];
  for (const accounts of SIZES)
    sizes.push(await figuresOf('scale-of.js', path.join(folder, String(accounts)), accounts, SEED));
  sizesReport(sizes);
  const tiers = await figuresOf<SearchFigures>('tiers-of.js', SEED);
  reachReport([...sizes.map((size) => [`${size.accounts} accounts`, size.searches] as const), ['tiers', tiers]]);
  const largest = path.join(folder, String(SIZES.at(-1)), 'store');
  servedReport(await figuresOf<ServedFigures>('served-of.js', `embedded:${largest}`, SEED));
  everyoneReport(await figuresOf<EveryoneFigures>('everyone-of.js', path.join(folder, 'everyone')));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
