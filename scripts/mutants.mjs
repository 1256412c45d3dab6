// Breaks files of core in one small way after the other, and says which breaks no test notices.
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { instrument, runnerOf } from './mutants/run.mjs';

const HELP = `Usage: npm run mutants -- [--tests FOLDER]… FILE…

  npm run mutants -- core/policy/condition.ts
  npm run mutants -- --tests test/core/access core/access/decide.ts

Prints what survives the tests of test/core/policy and test/core/derive, or of the folders given. All mutants are
compiled in at once and switched on one by one in this one process; each runs the tests that reach it until one fails.
Not tried: what runs when a file is loaded, texts, patterns of text. Tests of more than a second are left out: do not
take what survives for untested before you have looked for those.`;

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean' }, tests: { type: 'string', multiple: true } },
});
if (values.help || positionals.length === 0) {
  console.log(HELP);
  process.exit(values.help ? 0 : 2);
}

const folders = values.tests ?? ['test/core/policy', 'test/core/derive'].map((folder) => resolve(root, folder));
const sources = await instrument(positionals.map((file) => resolve(file)));
const { leftOut, outcomeOf } = await runnerOf(sources, root, folders);
for (const name of leftOut) console.error(`Left out, as it takes long: ${name}`);
const counts = new Map();
for (const mutant of sources.mutants) {
  const outcome = await outcomeOf(mutant);
  if (outcome === 'survived' || outcome === 'not reached')
    console.log(`${placeOf(mutant)} ${outcome}: ${changeOf(mutant)}`);
  const ofFile = counts.get(mutant.fileName) ?? new Map();
  counts.set(mutant.fileName, ofFile.set(outcome, (ofFile.get(outcome) ?? 0) + 1));
}
for (const [file, ofFile] of counts)
  console.log(`${relative(root, file)}: ${[...ofFile].map(([outcome, number]) => `${number} ${outcome}`).join(', ')}`);

function placeOf({ fileName, location: { start } }) {
  return `${relative(root, fileName)}:${start.line + 1}:${start.column + 1}`;
}

function changeOf({ fileName, location: { start, end }, replacement }) {
  const lines = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line, end.line + 1);
  lines.push(lines.pop().slice(0, end.column));
  return [lines.join('\n').slice(start.column), replacement].map((code) => code.replaceAll(/\s+/g, ' ')).join('  →  ');
}
