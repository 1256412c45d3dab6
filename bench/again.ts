import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { figuresOf } from './figures-of.ts';
import type { IngestFigures, IngestPart } from './ingest-of.ts';
import { writeSnapshot } from './organization.ts';
import { megabytes, seconds, significant, table } from './table.ts';

/** An ingest of everything beside one after a change in one account. Sizes may be given. Prints tables. */

const SEED = 1;
const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100, 1000];
/** What a change in an account makes necessary: taking the others over is a part of it. */
const DERIVATION: readonly IngestPart[] = [
  'reading accounts',
  'deriving hops',
  'reading findings and last use',
  'putting the graph together',
];

const folder = mkdtempSync(path.join(tmpdir(), 'rolereach-bench-'));
try {
  for (const size of SIZES) await compare(size, path.join(folder, String(size)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function compare(accounts: number, place: string): Promise<void> {
  const source = path.join(place, 'source');
  writeSnapshot(source, accounts, SEED);
  rmSync(path.join(source, 'manifest.json')); // files like any others, so that one may change
  const full = await figuresOf<IngestFigures>('ingest-of.js', source, place);
  changeOne(path.join(source, 'accounts'));
  const again = await figuresOf<IngestFigures>('ingest-of.js', source, place);
  report(accounts, full, again);
}

/** One role more in the account in the middle, which its account may assume. */
function changeOne(accounts: string): void {
  const ids = readdirSync(accounts).toSorted();
  const file = path.join(accounts, ids[ids.length >> 1]!, 'authorization-details.json');
  const details = JSON.parse(readFileSync(file, 'utf8')) as { RoleDetailList: { Arn: string; RoleName: string }[] };
  const [role] = details.RoleDetailList;
  details.RoleDetailList.push({ ...role!, Arn: `${role!.Arn}-new`, RoleName: `${role!.RoleName}-new` });
  writeFileSync(file, JSON.stringify(details));
}

function report(accounts: number, full: IngestFigures, again: IngestFigures): void {
  console.log(`\nIngest of ${accounts} accounts, and again after a change in one; processor time:\n`);
  const every = Object.keys(full.processor) as IngestPart[];
  const row = (name: string, parts: readonly IngestPart[]): readonly string[] => {
    const [all, some] = [full, again].map(({ processor }) => parts.reduce((sum, part) => sum + processor[part], 0));
    return [name, seconds(all!), seconds(some!), `${significant(all! / some!)} ×`];
  };
  table(
    ['part', 'everything', 'after a change', 'ratio'],
    [
      ['accounts derived', String(full.derived), String(again.derived), ''],
      ...every.map((part) => row(part, [part])),
      row('the derivation: these four', DERIVATION),
      row('all', every),
      ['all, by the wall clock', seconds(full.wallMs), seconds(again.wallMs), ''],
      ['peak memory', megabytes(full.peakMegabytes), megabytes(again.peakMegabytes), ''],
    ],
  );
}
