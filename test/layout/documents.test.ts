import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer } from '../../api/index.ts';
import { openStore } from '../../store/index.ts';
import { rolereach } from '../support/cli.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';

/** What the documents say must be so. The tour has a test of its own. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const documents = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.md') && !/^(?:node_modules|dist|\.)/.test(path),
);
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

test.each(documents)('every link of %s leads somewhere', (path) => {
  const links = readFileSync(join(ROOT, path), 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g);
  const targets = Array.from(links, ([, target]) => target!);
  expect(targets.filter((target) => !existsSync(join(ROOT, dirname(path), target)))).toEqual([]);
});

describe('README.md', () => {
  const commands = Array.from(readme.matchAll(/^ {4}npx rolereach ([^>&\n]*)/gm), ([, command]) =>
    command!.trim(),
  ).filter((command) => !/--from details|--aws|^serve/.test(command));
  const [ingest, ...questions] = commands;
  let folder: TemporaryFolder;

  beforeAll(async () => {
    folder = await temporaryFolder();
    const args = ingest!.split(' ').map((word) => (word.startsWith('sample/') ? join(ROOT, word) : word));
    const { code, stderr } = await rolereach(args, { cwd: folder.path });
    if (code !== 0) throw new Error(stderr);
  });
  afterAll(() => folder.remove());

  test('has its commands where this test finds them', () => expect(questions.length).toBeGreaterThan(4));

  test.each(questions)('rolereach %s', async (command) => {
    const { code, stdout } = await rolereach(command.split(' '), { cwd: folder.path });
    expect(code).toBeLessThan(2);
    expect(stdout).not.toBe('');
  });

  test('asks in GraphQL what the schema answers', async () => {
    const query = /```graphql\n([^]*?)```/.exec(readme)![1]!;
    const store = await openStore(`embedded:${folder.path}/.rolereach`);
    const { url, close } = await startServer({ store, host: '127.0.0.1', port: 0, version: '0' });
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(await response.json()).toEqual({ data: { whoCanReach: expect.objectContaining({ complete: true }) } });
    await close();
    await store.close();
  });
});
