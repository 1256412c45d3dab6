import type { Asked } from './asking.ts';
import type { EveryoneFigures } from './everyone-of.ts';
import type { ScaleFigures } from './scale-of.ts';
import type { ReachFigures, SearchFigures } from './searches.ts';
import type { ServedFigures } from './served-of.ts';
import { megabytes, ms, seconds, significant, table, whole } from './table.ts';

export function sizesReport(rows: readonly ScaleFigures[]): void {
  console.log('Derive: from the snapshot on disk to the graph.\n');
  table(
    [
      'accounts',
      'principals',
      'edges',
      'derive',
      'processor time',
      'growth',
      'peak memory',
      'store, embedded',
      'open, embedded',
    ],
    rows.map((row, index) => [
      row.accounts,
      row.principals,
      row.edges,
      seconds(row.deriveMs),
      seconds(row.deriveProcessorMs),
      growth(rows[index - 1], row),
      megabytes(row.peakMegabytes),
      seconds(row.loadMs),
      seconds(row.openMs),
    ]),
  );
}

/** The exponent by which processor time grows with the size of input and output together. */
function growth(smaller: ScaleFigures | undefined, larger: ScaleFigures): string {
  if (smaller === undefined) return '–';
  const size = (larger.principals + larger.edges) / (smaller.principals + smaller.edges);
  return (Math.log(larger.deriveProcessorMs / smaller.deriveProcessorMs) / Math.log(size)).toFixed(2);
}

export function reachReport(rows: readonly (readonly [name: string, SearchFigures])[]): void {
  console.log('\nWho can reach each of some roles, all hops, beside a bare breadth-first search:\n');
  table(
    ['graph', 'roles', 'answer p50', 'p99', 'bare p50', 'p99', 'reach p50', 'p99', 'ratio', 'in order p50', 'p99'],
    rows.flatMap(([name, { random, largest }]) => [
      reachRow(name, `${whole(random.questions)} at random`, random),
      reachRow(name, `${whole(largest.questions)} that most reach`, largest),
    ]),
  );
  console.log('\nThe ten best paths to each of the roles at random, from one of those who reach it:\n');
  table(
    ['graph', 'p50', 'p99'],
    rows.map(([name, { paths }]) => [name, ms(paths.p50), ms(paths.p99)]),
  );
}

const reachRow = (graph: string, roles: string, { answers, bare, reach, listed }: ReachFigures) => [
  graph,
  roles,
  answers.p50,
  answers.p99,
  ms(bare.p50),
  ms(bare.p99),
  ms(reach.p50),
  ms(reach.p99),
  `${significant(reach.p50 / bare.p50)} ×, ${significant(reach.p99 / bare.p99)} ×`,
  ms(listed.p50),
  ms(listed.p99),
];

export function servedReport(rows: ServedFigures): void {
  console.log('\nAnswers of the server to the largest of these, over HTTP:\n');
  askedTable(rows);
}

export function everyoneReport(figures: EveryoneFigures): void {
  const { principals, edges, classes, deriveMs, peakMegabytes, loadMs, storeMegabytes, openMs, exports } = figures;
  console.log('\nThe organization where everyone may assume every role:\n');
  table(
    ['principals', 'edges', 'classes', 'derive', 'peak memory', 'store, embedded', 'on disk', 'open, embedded'],
    [
      [
        principals,
        edges,
        classes,
        seconds(deriveMs),
        megabytes(peakMegabytes),
        seconds(loadMs),
        megabytes(storeMegabytes),
        seconds(openMs),
      ],
    ],
  );
  console.log();
  askedTable(figures.asked);
  console.log('\nEvery one of its edges, exported:\n');
  table(
    ['format', 'size', 'time'],
    exports.map((each) => [each.format, megabytes(each.megabytes), seconds(each.ms)]),
  );
}

const askedTable = (rows: readonly (readonly [string, Asked])[]): void =>
  table(
    ['what', 'questions', 'p50', 'p99', "server's processor time", 'largest answer'],
    rows.map(([what, { questions, p50, p99, processor, bytes }]) => [
      what,
      questions,
      ms(p50),
      ms(p99),
      ms(processor),
      `${whole(bytes / 1000)} kB`,
    ]),
  );
