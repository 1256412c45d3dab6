import { expect } from 'vitest';
import { isSnapshot, openSnapshot } from '../../../ingest/snapshot/read-snapshot.ts';
import { openStore } from '../../../store/index.ts';
import type { Place } from './collecting.ts';

/** Snapshot and store of a place, whether old or new, can be read whole; and what is being collected, where there is such. */
export async function expectUsable(place: Place): Promise<void> {
  for (const folder of [place.snapshot, `${place.snapshot}.collecting`].filter(isSnapshot)) {
    for (const { details } of openSnapshot(folder).accounts) expect(details.RoleDetailList).not.toEqual([]);
  }
  const store = await openStore(place.store);
  const reader = await store.open();
  expect((await reader.catalog()).ids).not.toEqual([]);
  await reader.close();
  await store.close();
}
