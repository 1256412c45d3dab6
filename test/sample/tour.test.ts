import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rolereach } from '../support/cli.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import { SAMPLE } from './support.ts';

/** Every command of the tour is run, and must print what the tour shows. */
const PROJECT = path.join(SAMPLE, '..');
const tour = readFileSync(path.join(PROJECT, 'docs/tour.md'), 'utf8');
const blocks = Array.from(tour.matchAll(/^```\n\$ npx rolereach (.*)\n([^]*?)^```$/gm), ([, command, shown]) => ({
  command: command!,
  shown: shown!
    .split('\n')
    .flatMap((line) => line.split('…').map((part) => part.trimEnd()))
    .filter(Boolean),
}));

let home: TemporaryFolder;
beforeAll(async () => {
  home = await temporaryFolder();
});
afterAll(() => home.remove());

const words = (command: string): string[] =>
  Array.from(command.matchAll(/'([^']*)'|(\S+)/g), ([, quoted, plain]) => quoted ?? plain!);

describe('the tour', () => {
  test('has its commands where this test finds them', () => {
    expect(blocks).toHaveLength(tour.split('$ npx rolereach').length - 1);
    expect(blocks[0]!.command).toMatch(/^ingest /);
  });

  test.each(blocks)('rolereach $command', async ({ command, shown }) => {
    const args = words(command).map((word) => (word.startsWith('sample/') ? path.join(PROJECT, word) : word));
    const { code, stdout, stderr } = await rolereach(args, { cwd: home.path });
    expect(code).toBe(shown[0]!.startsWith('DENIED') ? 1 : 0);
    let rest = stderr + stdout;
    for (const text of shown) {
      expect(rest).toContain(text);
      rest = rest.slice(rest.indexOf(text) + text.length);
    }
  });
});
