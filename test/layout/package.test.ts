import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  });

describe('the package', () => {
  const [packed] = JSON.parse(run('npm', 'pack', '--dry-run', '--json', '--ignore-scripts')) as {
    files: { path: string }[];
  }[];
  const paths = packed!.files.map(({ path }) => path);

  test.each([
    'bin/rolereach.mjs',
    'dist/command/main.js',
    'dist/command/licenses.md',
    'dist/resolution/handler.mjs',
    'dist/web/index.html',
    'schema.graphql',
    'deploy/resolution/function.yaml',
    'deploy/resolution/member-role.yaml',
    'README.md',
    'LICENSE',
    'package.json',
  ])('holds %s', (path) => {
    expect(paths).toContain(path);
  });

  test('holds no test, no source and nothing of the build itself', () => {
    expect(paths.filter((path) => /^test\/|^dist\/test\/|\.tsx?$|\.map$|\.tsbuildinfo$/.test(path))).toEqual([]);
  });
});

test.skipIf(!existsSync(join(root, '.git')))(
  'no file names a place on the machine it was written on, or holds a secret',
  () => {
    const tracked = run('git', 'ls-files').trim().split('\n');
    const found = tracked
      .filter((path) => !/package-lock\.json$|\.(png|ico|woff2)$/.test(path))
      .filter((path) => FORBIDDEN.test(readFileSync(join(root, path), 'utf8')));
    expect(found).toEqual([]);
  },
);

/** Home folders, access key ids but for AWS's example, private keys. Written so that this line does not match itself. */
const FORBIDDEN =
  /\/(?:home|Users|root|work)\/(?!node\b)[a-z]|\bA(?:KIA|SIA)(?!IOSFODNN7EXAMPLE)[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY/;
