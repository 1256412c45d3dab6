import { readFindings } from '../findings/read-findings.ts';
import { spelledOut, type CompactGraph } from '../graph/compact-graph.ts';
import type { AccessGraph } from '../model/access-graph.ts';
import type { AccountId } from '../model/id.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { assemble } from './assemble.ts';
import { CallerIndex } from './caller-index.ts';
import { Citations } from './citations.ts';
import { deriveAccount, type Surroundings } from './derive-account.ts';
import type { DerivedAccount, EarlierAccounts } from './derived-account.ts';
import { createDirectory } from './directory.ts';
import { organizationNotRead, uncollectedAccounts } from './diagnostics.ts';
import { finish, inStep, type Progress } from './in-step.ts';
import { readLastAccessed } from '../refine/read-last-accessed.ts';
import { compareText } from './order.ts';
import { Outcomes } from './outcomes.ts';
import { createPolicyLibrary } from './policy-library.ts';
import { readAccounts, type ReadAccount } from './read-accounts.ts';
import { missingScps, readOrganization } from './read-organization.ts';
import { createOutsiders } from './sources.ts';
import { changedFor } from './taken-over.ts';
import { createWorld } from './world.ts';

export interface Derivation {
  readonly graph: CompactGraph;
  /** For a later derivation to start from; none where the accounts cannot be told apart. */
  readonly reusable: readonly DerivedAccount[];
  /** How many accounts had hops derived now, rather than all of theirs taken over. */
  readonly derived: number;
}

/** Derives the access graph of a snapshot. Pure: the same snapshot gives the same graph, byte for byte. */
export const derive = (snapshot: Snapshot): AccessGraph => spelledOut(finish(deriveInSteps(snapshot)).graph);

/**
 * The same, handing back control after every account and every role. What has not changed and depends on nothing
 * that has is taken over from an earlier derivation, and the graph comes out the same; that one must have been of the
 * same organization with the same accounts, by the same code.
 */
export function* deriveInSteps(
  snapshot: Snapshot,
  earlier: EarlierAccounts = () => null,
): Generator<Progress, Derivation> {
  const snapshots = [...snapshot.accounts].toSorted((a, b) => compareText(a.accountId, b.accountId));
  const library = createPolicyLibrary();
  const shelf = library.shelf(() => false);
  const structure = readOrganization(snapshot.organization, new Set(snapshots.map((each) => each.accountId)), shelf);
  const reading = readAccounts(snapshots, structure, library, earlier);
  const { read, separate } = yield* inStep('reading accounts', snapshots.length, reading);
  if (!separate && [...read.values()].some((each) => each.earlier !== null)) return yield* deriveInSteps(snapshot);

  const world = createWorld(structure, library.load);
  const callers = new CallerIndex(read, world);
  const tasks = [...read.values()].map((each): Task => ({ read: each, changed: changedFor(each, callers) }));
  const outdated = tasks.filter(({ changed }) => changed?.size !== 0);
  const directory = createDirectory(snapshot, world);
  const around = {
    world,
    directory,
    callers,
    common: { citations: new Citations(), outcomes: new Outcomes() },
    outsiders: createOutsiders(structure.accounts),
    uncollected: structure.accounts.filter(({ collected }) => !collected),
    isCollected: world.zone.isCollected,
  };
  const steps = outdated.reduce((sum, { read: { roster } }) => sum + roster.ids.length, 0);
  const accounts = yield* inStep('deriving hops', steps, deriveAccounts(tasks, around));

  const diagnostics = [
    ...shelf.diagnostics,
    ...missingScps(structure),
    ...uncollectedAccounts(structure),
    ...organizationNotRead(snapshot),
    ...directory.diagnostics,
  ];
  const { people } = directory;
  const answers = yield* inStep('reading findings', snapshots.length, readFindings(snapshots));
  const { usage = null } = snapshot;
  const sharedPolicies = library.shared();
  const assembling = assemble({ structure, sharedPolicies, diagnostics, accounts, people, answers, usage });
  const assembled = yield* inStep('putting the graph together', accounts.length, assembling);
  const accessing = readLastAccessed(snapshots, assembled.catalog);
  const lastAccessed = yield* inStep('reading last accessed', snapshots.length, accessing);
  return { graph: { ...assembled, lastAccessed }, reusable: separate ? accounts : [], derived: outdated.length };
}

interface Task {
  readonly read: ReadAccount;
  /** The accounts to be asked again, none where all is as it was; null: all. */
  readonly changed: ReadonlySet<AccountId> | null;
}

function* deriveAccounts(tasks: readonly Task[], around: Surroundings): Generator<void, DerivedAccount[]> {
  const derived: DerivedAccount[] = [];
  for (const { read, changed } of tasks)
    derived.push(changed?.size === 0 ? read.earlier! : yield* deriveAccount(read, changed, around));
  return derived;
}
