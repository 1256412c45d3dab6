import type { Snapshot } from '../core/model/snapshot.ts';
import { generateOrganization } from '../ingest/index.ts';

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

const parsed = <T>(lines: Iterable<string>): T[] => Array.from(lines, (line) => JSON.parse(line) as T);
