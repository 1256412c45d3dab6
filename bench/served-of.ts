import { openStore } from '../store/index.ts';
import { createRandom } from '../ingest/generate/random.ts';
import { PRINCIPAL_KINDS } from '../core/model/principal.ts';
import { type Asked, type Asking, type Question, startAsking } from './asking.ts';
import {
  explanation,
  fromPage,
  fromPicture,
  paths,
  principal,
  search,
  status,
  whoPage,
  whoPicture,
} from './questions.ts';

/** What is asked, and its figures; the process sends them to the one that started it. */
export type ServedFigures = readonly (readonly [what: string, Asked])[];

const QUESTIONS = 500;
const LONGEST_PREFIX = 8;

/** Single letters and parts that every ARN has, several words, words of no name, and what is no word. */
const HARD = [
  'a',
  'e',
  '-',
  '/',
  ':',
  '::',
  '0',
  'arn:',
  'arn:aws:iam::',
  ':role/',
  'role/a',
  'aws',
  '10',
  'a e',
  'r o l e',
  'a e i o u',
  'e e e e e e',
  'arn aws iam role',
  'deploy prod 1',
  '%',
  '\\',
  '"',
  "'",
  '.*',
  '<script>',
  '\u0000',
  'é',
  'İ',
  ' ',
  '',
  'x'.repeat(200),
  '/'.repeat(200),
];

const [store, seed] = process.argv.slice(2) as [string, string];
const asking = await startAsking(store);
try {
  process.send!(await figures(asking));
} finally {
  asking.stop();
}

async function figures({ figures, data }: Asking): Promise<ServedFigures> {
  const { ids, roles, names } = await principals();
  const random = createRandom(seed, 'served');
  const some = <Item>(items: readonly Item[]): Item[] => Array.from({ length: QUESTIONS }, () => random.pick(items));
  const targets = some(roles);
  const pairs: { from: string; to: string }[] = [];
  for (const to of targets) {
    const { answer } = await data<Page>(whoPage({ ref: to }));
    if (answer.edges.length > 0) pairs.push({ from: random.pick(answer.edges).node.nodeId, to });
  }
  const typed = some(names).map((name) => name.slice(0, random.between(1, LONGEST_PREFIX)));
  const asked: readonly (readonly [string, readonly Question[]])[] = [
    ['who can reach: first page and counts', targets.map((ref) => whoPage({ ref }))],
    ['reachable from: first page and counts', some(ids).map((ref) => fromPage({ ref }))],
    ['who can reach: the picture', targets.map((ref) => whoPicture({ ref }))],
    ['reachable from: the picture', some(ids).map((ref) => fromPicture({ ref }))],
    ['paths, k = 10', pairs.map(paths)],
    ['why a hop is there', pairs.map(explanation)],
    ['a principal', some(ids).map((ref) => principal({ ref }))],
    ['status and diagnostics', targets.map(() => status({}))],
    ['search, 1 to 8 letters of a name', typed.map((text) => search({ text }))],
    ['search, texts that make it hard', some(HARD).map((text) => search({ text }))],
  ];
  const results: [string, Asked][] = [];
  for (const [what, questions] of asked) results.push([what, await figures(questions)]);
  return results;
}

interface Page {
  readonly answer: { readonly edges: readonly { readonly node: { readonly nodeId: string } }[] };
}

async function principals() {
  const opened = await openStore(store);
  const reader = await opened.open();
  const { ids, kinds, names } = await reader.catalog();
  await opened.close();
  return { ids, names, roles: ids.filter((_, node) => PRINCIPAL_KINDS[kinds[node]!] === 'Role') };
}
