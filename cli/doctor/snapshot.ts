import { isSnapshot, openSnapshot, SnapshotError } from '../../ingest/index.ts';
import type { GraphReader } from '../../store/index.ts';
import { counted } from '../output/numbers.ts';
import { noted, ok, problem, type Finding } from './finding.ts';

const CHECK = 'Snapshot';

/** Whether the snapshot is whole, and the one that the newest generation was derived from. */
export async function checkSnapshot(folder: string, reader: GraphReader | null): Promise<Finding> {
  if (!isSnapshot(folder)) {
    return noted(
      CHECK,
      `There is none in ${folder}. Answers do not need it, deriving them again does.`,
      'rolereach ingest keeps one.',
    );
  }
  try {
    const { manifest, accounts } = openSnapshot(folder);
    // Reading the details of an account compares them with their hash.
    const held = Array.from(accounts, ({ accountId, details: _whole }) => accountId);
    if (reader !== null && !sameSet(held, await collectedAccounts(reader))) {
      return problem(
        CHECK,
        `${folder} and the newest generation hold different accounts.`,
        `Load it again: rolereach ingest --from ${folder}`,
      );
    }
    return ok(CHECK, `${folder} is whole: ${counted(held.length, 'account')}, read ${manifest.created}`);
  } catch (error) {
    if (error instanceof SnapshotError)
      return problem(CHECK, error.message, 'Load the files again: rolereach ingest --from PATH');
    throw error;
  }
}

async function collectedAccounts(reader: GraphReader): Promise<string[]> {
  const { accounts } = await reader.structure();
  return accounts.filter(({ collected }) => collected).map(({ id }) => id);
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && new Set([...a, ...b]).size === a.length;
