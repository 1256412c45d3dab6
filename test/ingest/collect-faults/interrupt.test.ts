import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Manifest } from '../../../ingest/snapshot/format.ts';
import { isSnapshot, readManifest } from '../../../ingest/snapshot/read-snapshot.ts';
import { type AwsStub, startAwsStub } from '../../aws/index.ts';
import { Place } from './collecting.ts';
import { ACCOUNTS, exampleWorld, PRODUCTION } from './world.ts';

let stub: AwsStub;
let place: Place;
beforeEach(async () => {
  stub = await startAwsStub(exampleWorld());
  place = new Place();
});
afterEach(async () => {
  place.remove();
  await stub.close();
});

const DETAILS = 'iam:GetAccountAuthorizationDetails';

/** Collects until that much is there. */
async function collectUntil(isThere: (manifest: Manifest) => boolean) {
  const run = place.startCollecting(stub);
  const exit = once(run, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const growing = `${place.snapshot}.collecting`;
  while (run.exitCode === null && !(isSnapshot(growing) && isThere(readManifest(growing)))) await sleep(10);
  return { run, exit };
}

test('Ctrl-C stops it in good order, and --resume goes on where it was', async () => {
  const release = stub.inject({ operation: DETAILS, account: PRODUCTION, do: 'hang' });
  const { run, exit } = await collectUntil(({ accounts }) => accounts.length === ACCOUNTS.length - 1);
  run.kill('SIGINT');
  expect(await exit).toEqual([130, null]);
  release();
  const before = stub.requests.length;
  await place.collectAll(stub, '--resume');
  const again = stub.requests.slice(before).filter(({ operation }) => `iam:${operation}` === DETAILS);
  expect(new Set(again.map(({ account }) => account))).toEqual(new Set([PRODUCTION]));
  expect(place.manifest.accounts.map(({ id, status }) => [id, status])).toEqual(ACCOUNTS.map((id) => [id, 'complete']));
});
