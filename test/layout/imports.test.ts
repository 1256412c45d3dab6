import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

/** An import against the direction `cli → api, ingest → store → core`, `api → resolve → store` does not compile. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'rolereach-layout-'));
for (const path of ['core', 'store', 'ingest', 'resolve', 'api', 'cli', 'package.json', 'tsconfig.base.json']) {
  cpSync(join(root, path), join(copy, path), { recursive: true });
}
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** What the compiler says of a module in the folder that holds the given line. */
function compile(folder: string, line: string): string {
  const file = join(copy, folder, 'probe.ts');
  writeFileSync(file, `${line}\n`);
  try {
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', join(copy, folder)], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return '';
  } catch (error) {
    return (error as { stdout: string }).stdout;
  } finally {
    rmSync(file);
  }
}

test('an import along the direction compiles', () => {
  expect(compile('store', `export type { Policy } from '../core/model/policy.ts';`)).toBe('');
});

test.each([
  ['core', '../store/errors.ts'],
  ['store', '../ingest/probe-target.ts'],
  ['store', '../api/probe-target.ts'],
  ['ingest', '../api/probe-target.ts'],
  ['resolve', '../ingest/probe-target.ts'],
  ['resolve', '../api/probe-target.ts'],
  ['api', '../ingest/probe-target.ts'],
  ['api', '../cli/exit.ts'],
])(
  '%s may not import %s',
  (folder, target) => {
    writeFileSync(join(copy, 'ingest/probe-target.ts'), 'export const probe = 1;\n');
    writeFileSync(join(copy, 'api/probe-target.ts'), 'export const probe = 1;\n');
    expect(compile(folder, `export * from '${target}';`)).toMatch(/TS6307|TS6059/);
  },
  60_000,
);

test('core knows neither Node nor a package', () => {
  expect(compile('core', `import 'node:fs';`)).toContain('TS2');
});
