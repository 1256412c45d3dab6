import type { AccountSnapshot, Snapshot } from '../../core/model/snapshot.ts';
import { generateOrganization } from '../../ingest/index.ts';

/** A generated organization in memory, some 200 kB an account. */
export function generatedSnapshot(accounts: number, seed: number): Snapshot {
  const generated = generateOrganization(accounts, seed);
  const records = [...generated.accounts];
  return {
    organization: generated.organization,
    accounts: records.map(({ accountId, lists }) => ({
      accountId,
      get details() {
        const members = Object.entries(lists).map(([name, list]) => `"${name}": [${list.join(',')}]`);
        return JSON.parse(`{${members.join(',')}}`) as AccountSnapshot['details'];
      },
    })),
  };
}
