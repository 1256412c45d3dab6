import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AwsStub, startAwsStub } from '../../aws/index.ts';
import { Place } from './collecting.ts';
import { expectUsable } from './usable.ts';
import { exampleWorld } from './world.ts';

/** A place that holds the snapshot and the store of an earlier run. */
let earlier: Place;
let stub: AwsStub;
beforeAll(async () => {
  stub = await startAwsStub(exampleWorld());
  earlier = new Place();
  await earlier.collectAll(stub);
});
afterAll(async () => {
  earlier.remove();
  await stub.close();
});

/** No file longer than that many blocks of 512 bytes. */
const shortFiles = (blocks: number): string[] => ['sh', '-c', `ulimit -f ${blocks}; exec "$0" "$@"`];

describe.skipIf(process.platform === 'win32')('where files may not grow', () => {
  test.each([1, 8, 16])(
    'beyond %d blocks, the old snapshot and the store stay, and --resume goes on',
    async (blocks) => {
      const place = new Place();
      cpSync(earlier.folder, place.folder, { recursive: true });
      const { code, stderr } = await place.collectBy(shortFiles(blocks), stub);
      expect(code).toBe(2);
      expect(stderr).toMatch(/cannot be written \(EFBIG|EFBIG: /);
      expect(stderr).not.toMatch(/^ +at /m);
      await expectUsable(place);
      expect(await place.collect(stub, '--resume')).toMatchObject({ code: 0 });
      expect(place.timeless).toEqual(earlier.timeless);
      place.remove();
    },
  );
});

/**
 * Runs the command with a file system of that size at `.rolereach`, which it alone sees. It has what is in `before` at
 * first; what it has in the end is in `after`.
 */
const smallDisk = (kilobytes: number): string[] => ['unshare', '-rm', 'sh', '-c', SMALL_DISK, String(kilobytes)];
const SMALL_DISK = `mkdir .rolereach after && mount -t tmpfs -o size=$0k none .rolereach && cp -a before/. .rolereach || exit 99
"$@"
code=$?
cp -a .rolereach/. after
exit $code`;

const hasNamespaces = can('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']);
if (!hasNamespaces)
  process.stderr.write('\nNO FILE SYSTEM OF ONE’S OWN CAN BE MOUNTED: THE TESTS OF A FULL DISK ARE SKIPPED\n\n');

function can(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!hasNamespaces)('on a disk', () => {
  test.each([4, 48, 80])('that has %d kB left, the old snapshot and the store stay', async (left) => {
    const place = new Place();
    const old = join(earlier.folder, '.rolereach');
    cpSync(old, join(place.folder, 'before'), { recursive: true });
    const used = Number(execFileSync('du', ['-sk', old], { encoding: 'utf8' }).split('\t')[0]);
    const { code, stderr } = await place.collectBy(smallDisk(used + left), stub);
    expect(code).toBe(2);
    expect(stderr).toMatch(/ENOSPC/);
    cpSync(join(place.folder, 'after'), join(place.folder, '.rolereach'), { recursive: true });
    await expectUsable(place);
    place.remove();
  });
});
