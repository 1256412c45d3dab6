import type { AccountId } from '../../core/model/id.ts';
import type { AccountEntry } from '../snapshot/format.ts';
import { openSnapshot, type StoredSnapshot } from '../snapshot/read-snapshot.ts';
import type { UsageLog } from '../../core/model/usage.ts';
import type { AccountContent } from '../snapshot/write-snapshot.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { AccountRecords } from './account-records.ts';

/** What a snapshot knows of an account beside its authorization details. */
interface Known {
  readonly entry: AccountEntry;
  readonly snapshot: StoredSnapshot;
}

/** What goes from snapshots that are read into the one that is written, beside what files of the CLI may hold. */
export class Carried {
  /** What could not be read of organizations and of Identity Center. */
  readonly problems: readonly Problem[];
  readonly usage: UsageLog | null;
  readonly #known = new Map<AccountId, Known>();

  /** @param folders of snapshots: of one account, the first knows best */
  constructor(folders: readonly string[]) {
    const snapshots = folders.map(openSnapshot);
    this.problems = snapshots.flatMap(({ manifest }) => manifest.problems);
    this.usage = snapshots.map(({ usage }) => usage).find((usage) => usage != null) ?? null;
    for (const snapshot of snapshots.toReversed()) {
      for (const entry of snapshot.manifest.accounts) this.#known.set(entry.id, { entry, snapshot });
    }
  }

  /** The accounts that were read with what is carried for them, and those that could not be collected; sorted by id. */
  *with(records: Iterable<AccountRecords>): Generator<AccountContent> {
    const lost = [...this.#known.values()].filter(({ entry }) => entry.status === 'failed').map(({ entry }) => entry);
    lost.sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const account of records) {
      while (lost.length > 0 && lost[0]!.id < account.accountId) yield failed(lost.shift()!);
      if (lost[0]?.id === account.accountId) lost.shift();
      yield { ...account, others: this.#othersOf(account.accountId) };
    }
    yield* lost.map(failed);
  }

  #othersOf(id: AccountId): AccountContent['others'] {
    const known = this.#known.get(id);
    if (known === undefined || known.entry.status === 'failed') return undefined;
    const { status, problems } = known.entry;
    const account = known.snapshot.account(id);
    const { facts, accessAnalyzer, lastAccessed } = account ?? {};
    return { status, problems, facts, accessAnalyzer, lastAccessed };
  }
}

const failed = ({ id, problems }: AccountEntry): AccountContent => ({
  accountId: id,
  lists: { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] },
  others: { status: 'failed', problems },
});
