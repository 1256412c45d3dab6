import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** An import against the direction `cli → api, ingest → store → core`, `api → resolve → store` does not compile. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'rolereach-layout-'));

const AGAINST: readonly (readonly [folder: string, target: string])[] = [
  ['core', '../store/errors.ts'],
  ['store', '../ingest/probe-target.ts'],
  ['store', '../api/probe-target.ts'],
  ['ingest', '../api/probe-target.ts'],
  ['resolve', '../ingest/probe-target.ts'],
  ['resolve', '../api/probe-target.ts'],
  ['api', '../ingest/probe-target.ts'],
  ['api', '../cli/exit.ts'],
];

/** What the compiler says of everything, each of these modules in it: once, as it takes seconds. */
let said: string;
beforeAll(() => {
  for (const path of ['core', 'store', 'ingest', 'resolve', 'api', 'cli', 'package.json', 'tsconfig.base.json']) {
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  write('ingest/probe-target.ts', 'export const probe = 1;');
  write('api/probe-target.ts', 'export const probe = 1;');
  write('store/along.ts', `export type { Policy } from '../core/model/policy.ts';`);
  write('core/with-node.ts', `import 'node:fs';`);
  AGAINST.forEach(([folder, target], index) => write(`${folder}/against-${index}.ts`, `export * from '${target}';`));
  said = compile('ingest', 'api');
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const write = (path: string, line: string): void => writeFileSync(join(copy, path), `${line}\n`);

function compile(...folders: string[]): string {
  try {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    return execFileSync(process.execPath, [tsc, '-b', ...folders], { cwd: copy, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

const saidOf = (path: string): string[] => said.split('\n').filter((line) => line.startsWith(`${path}(`));

test('an import along the direction compiles, and so does everything else', () => {
  const complaints = said.split('\n').filter((line) => line.includes('error TS'));
  expect(complaints.filter((line) => !/^\w+\/(against-\d|with-node)\.ts\(/.test(line))).toEqual([]);
});

test.each(AGAINST.map(([folder, target], index) => [folder, target, index] as const))(
  '%s may not import %s',
  (folder, _target, index) => {
    expect(saidOf(`${folder}/against-${index}.ts`).join('\n')).toMatch(/TS6307|TS6059/);
  },
);

test('core knows neither Node nor a package', () => {
  expect(saidOf('core/with-node.ts').join('\n')).toContain('TS2');
});
