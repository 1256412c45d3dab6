import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { runnerImport } from 'vite';

/** Breaks that say little: another text, an object with nothing in it, another pattern. */
const EXCLUDED = ['StringLiteral', 'Regex', 'ObjectLiteral', 'ArrayDeclaration', 'OptionalChaining', 'UpdateOperator'];
/** Milliseconds. */
const LONGEST_TEST = 1000;
/** A loop that comes by a mutant so many times more often than without it does not end. */
const ENDLESS = 100;
const ENTRY = 'virtual:tests';

/** What the instrumented code looks at: the mutant that is on, and what it counts. */
const switches = (globalThis['__stryker__'] = {});

/** The mutants of files, and the text of each file with all of its mutants in it, behind switches. */
export async function instrument(files) {
  const logger = { debug() {}, info() {}, isDebugEnabled: () => false };
  const sources = files.map((name) => ({ name, mutate: true, content: readFileSync(name, 'utf8') }));
  const options = { plugins: null, excludedMutations: EXCLUDED, ignorers: [] };
  const { files: instrumented, mutants } = await new Instrumenter(logger).instrument(sources, options);
  return {
    mutants: mutants.filter(({ status }) => status !== 'Ignored'),
    contents: new Map(instrumented.map(({ name, content }) => [name, content])),
  };
}

/** Runs every test once, to see which mutants it reaches; `outcomeOf` then runs those that reach one until one fails. */
export async function runnerOf({ contents }, root, folders) {
  const tests = await load(contents, root, folders);
  for (const [index, test] of tests.entries()) {
    switches.currentTestId = String(index + 1);
    const start = performance.now();
    const error = await errorOf(test);
    if (error !== null) throw new Error(`"${test.name}" in ${test.file} fails as it is`, { cause: error });
    Object.assign(test, { time: performance.now() - start, kills: 0 });
  }
  delete switches.currentTestId;
  return { leftOut: tests.filter(takesLong).map(({ name }) => name), outcomeOf: outcomes(reachingTests(tests)) };
}

/** Loads tests over the instrumented files, with a stand-in for vitest that keeps them. */
async function load(contents, root, folders) {
  const files = folders
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map((file) => resolve(folder, file)))
    .filter((file) => file.endsWith('.test.ts'));
  const kept = fileURLToPath(new URL('kept-tests.mjs', import.meta.url));
  const imports = files.map(
    (file) => `await keepTestsOf(${JSON.stringify(file)}, () => import(${JSON.stringify(file)}));`,
  );
  const entry = `import { keepTestsOf, tests } from ${JSON.stringify(kept)};\n${imports.join('\n')}\nexport default tests;`;
  const plugin = {
    name: 'mutants',
    enforce: 'pre',
    resolveId: (id) => (id === ENTRY ? id : null),
    load: (id) => (id === ENTRY ? entry : contents.get(id)),
    transform: (code, id) =>
      files.includes(id) ? code.replace(`from 'vitest'`, `from ${JSON.stringify(kept)}`) : null,
  };
  const { module } = await runnerImport(ENTRY, { root, plugins: [plugin], logLevel: 'error' });
  return module.default;
}

const takesLong = ({ time }) => time > LONGEST_TEST;

/** By the id of a mutant: the tests that reach it, and how often; quick ones first. */
function reachingTests(tests) {
  const reaching = new Map();
  for (const [id, hits] of Object.entries(switches.mutantCoverage?.perTest ?? {}))
    for (const [mutant, times] of Object.entries(hits))
      reaching.set(mutant, [...(reaching.get(mutant) ?? []), { test: tests[Number(id) - 1], times }]);
  for (const [mutant, by] of reaching)
    reaching.set(
      mutant,
      by.toSorted((a, b) => a.test.time - b.test.time),
    );
  return reaching;
}

/** Tests that noticed most so far go first. */
const outcomes =
  (reaching) =>
  async ({ id }) => {
    const by = (reaching.get(id) ?? []).filter(({ test }) => !takesLong(test));
    if (by.length === 0) return switches.mutantCoverage?.static[id] ? 'at load' : 'not reached';
    switches.activeMutant = id;
    for (const { test, times } of by.toSorted((a, b) => b.test.kills - a.test.kills)) {
      Object.assign(switches, { hitCount: 0, hitLimit: ENDLESS * times + 1000 });
      if ((await errorOf(test)) === null) continue;
      test.kills++;
      return /policy-cases/.test(test.file) ? 'killed by cases' : 'killed by other tests';
    }
    return 'survived';
  };

async function errorOf({ body }) {
  try {
    await body();
    return null;
  } catch (error) {
    return error;
  }
}
