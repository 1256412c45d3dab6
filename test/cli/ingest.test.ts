import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rolereach } from '../support/cli.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const write = (name: string, content: unknown): Promise<void> =>
  writeFile(join(folder.path, name), typeof content === 'string' ? content : JSON.stringify(content));

const ingest = (...args: string[]) => rolereach(['ingest', ...args], { cwd: folder.path });

describe('what cannot be used is refused with 2, named, and leaves no store behind', () => {
  test.each([
    ['no path at all', [], '--from <path...>'],
    ['a path that is not there', ['--from', 'nowhere'], 'nowhere'],
    ['JSON of something else', ['--from', 'other.json'], 'other.json'],
    ['text that is not JSON', ['--from', 'broken.json'], 'broken.json'],
    ['a store that is none', ['--from', 'other.json', '--store', 'mysql://x'], 'mysql://x'],
  ])('%s', async (_what, args, named) => {
    await write('other.json', { Buckets: [] });
    await write('broken.json', '{"UserDetailList": [');
    const { code, stdout, stderr } = await ingest(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(named);
    expect(existsSync(join(folder.path, '.rolereach/generations'))).toBe(false);
  });
});
