import { cpSync } from 'node:fs';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../../ingest/generate/random.ts';
import { startAwsStub } from '../../aws/index.ts';
import { Place } from './collecting.ts';
import { expectUsable } from './usable.ts';
import { exampleWorld, SANDBOX } from './world.ts';

const KILLS = 50;
const SIDE_BY_SIDE = 4;
/** The part of the kills that comes while AWS is being called; the others come while what was collected is derived and stored. */
const WHILE_CALLING = 0.8;

/** Undisturbed: the snapshot, how many calls it took, and how long it took from the last call to the end. */
let undisturbed: { readonly timeless: Place['timeless']; readonly calls: number; readonly tailMs: number };
/** A place with the snapshot and the store of an earlier run, when there was an account less. */
const earlier = new Place();

beforeAll(async () => {
  const { accounts, ...world } = { ...exampleWorld().snapshot, accounts: [...exampleWorld().snapshot.accounts] };
  const before = await startAwsStub(
    exampleWorld({ snapshot: { ...world, accounts: accounts.filter((one) => one.accountId !== SANDBOX) } }),
  );
  await earlier.collectAll(before);
  await before.close();
  undisturbed = await collectUndisturbed();
});
afterAll(() => earlier.remove());

async function collectUndisturbed(): Promise<typeof undisturbed> {
  const stub = await startAwsStub(exampleWorld());
  const place = placeWithEarlier();
  const started = performance.now();
  await place.collectAll(stub);
  const took = performance.now() - started;
  const calls = stub.requests.length;
  const result = { timeless: place.timeless, calls, tailMs: took - stub.requests.at(-1)!.at };
  place.remove();
  await stub.close();
  return result;
}

function placeWithEarlier(): Place {
  const place = new Place();
  cpSync(earlier.folder, place.folder, { recursive: true });
  return place;
}

test(`killed at ${KILLS} moments and resumed, the snapshot is that of a run that nobody disturbed`, async () => {
  const random = createRandom('1', 'kill');
  const moments = Array.from({ length: KILLS }, () => random.next());
  const limit = pLimit(SIDE_BY_SIDE);
  const resumed = await Promise.all(moments.map((moment) => limit(() => killAndResume(moment))));
  resumed.forEach((timeless, index) => expect(timeless, `killed at ${moments[index]}`).toEqual(undisturbed.timeless));
}, 600_000);

/** What the snapshot is then. @param moment in the run, from 0 to 1 */
async function killAndResume(moment: number): Promise<Place['timeless']> {
  const stub = await startAwsStub(exampleWorld());
  const place = placeWithEarlier();
  try {
    const run = place.startCollecting(stub);
    const exit = once(run, 'exit');
    await Promise.race([comes(moment, () => stub.requests.length), exit]);
    run.kill('SIGKILL');
    await exit;
    await expectUsable(place);
    await place.collectAll(stub, '--resume');
    await expectUsable(place);
    return place.timeless;
  } finally {
    place.remove();
    await stub.close();
  }
}

/** Resolves when the moment has come. */
async function comes(moment: number, calls: () => number): Promise<void> {
  const enough = Math.min(1, moment / WHILE_CALLING) * undisturbed.calls;
  while (calls() < enough) await sleep(1);
  const rest = (moment - WHILE_CALLING) / (1 - WHILE_CALLING);
  if (rest > 0) await sleep(rest * undisturbed.tailMs);
}
