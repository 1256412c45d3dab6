import { finish } from '../core/derive/in-step.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { generateOrganization, openSnapshot, stageSnapshot, type StoredSnapshot } from '../ingest/index.ts';

/** The organization that `rolereach generate` writes, as a snapshot in memory. */
export function organizationSnapshot(size: number, seed: number): Snapshot {
  const { organization, accounts } = generateOrganization(size, seed);
  return {
    organization,
    accounts: Array.from(accounts, ({ accountId, lists }) => ({
      accountId,
      details: {
        UserDetailList: parsed(lists.UserDetailList),
        GroupDetailList: parsed(lists.GroupDetailList),
        RoleDetailList: parsed(lists.RoleDetailList),
        Policies: parsed(lists.Policies),
      },
    })),
  };
}

/** The same on disk, for sizes that would not fit in memory beside the graph. */
export function writeSnapshot(folder: string, size: number, seed: number): StoredSnapshot {
  finish(stageSnapshot(folder, { ...generateOrganization(size, seed), sources: [] })).commit();
  return openSnapshot(folder);
}

const parsed = <T>(lines: Iterable<string>): T[] => Array.from(lines, (line) => JSON.parse(line) as T);
