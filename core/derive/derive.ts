import { readFindings } from '../findings/read-findings.ts';
import type { AccessGraph } from '../model/access-graph.ts';
import type { AccountId } from '../model/id.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { assemble } from './assemble.ts';
import { CallerIndex } from './caller-index.ts';
import { Citations } from './citations.ts';
import { deriveAccount, type Surroundings } from './derive-account.ts';
import { stillHolds, type DerivedAccount, type EarlierAccounts } from './derived-account.ts';
import { createDirectory } from './directory.ts';
import { organizationNotRead, uncollectedAccounts } from './diagnostics.ts';
import { finish, inStep, type Progress } from './in-step.ts';
import { readLastAccessed } from '../refine/read-last-accessed.ts';
import { compareText } from './order.ts';
import { createPolicyLibrary } from './policy-library.ts';
import { readAccounts, type ReadAccount } from './read-accounts.ts';
import { missingScps, readOrganization } from './read-organization.ts';
import { createOutsiders } from './sources.ts';
import { createWorld } from './world.ts';

export interface Derivation {
  readonly graph: AccessGraph;
  /** For a later derivation to start from; none where the accounts cannot be told apart. */
  readonly reusable: readonly DerivedAccount[];
  /** How many accounts had their hops derived now, rather than taken over. */
  readonly derived: number;
}

/** Derives the access graph of a snapshot. Pure: the same snapshot gives the same graph, byte for byte. */
export const derive = (snapshot: Snapshot): AccessGraph => finish(deriveInSteps(snapshot)).graph;

/**
 * The same, handing back control after every account and every role. Accounts that have not changed and depend on none
 * that has are taken over from an earlier derivation, and the graph comes out the same; that one must have been of the
 * same organization with the same accounts, by the same code.
 */
export function* deriveInSteps(
  snapshot: Snapshot,
  earlier: EarlierAccounts = () => null,
): Generator<Progress, Derivation> {
  const snapshots = [...snapshot.accounts].toSorted((a, b) => compareText(a.accountId, b.accountId));
  const library = createPolicyLibrary();
  const shelf = library.shelf();
  const structure = readOrganization(snapshot.organization, new Set(snapshots.map((each) => each.accountId)), shelf);
  const reading = readAccounts(snapshots, structure, library, earlier);
  const { read, agree } = yield* inStep('reading accounts', snapshots.length, reading);
  const world = createWorld(structure, library.load);
  const callers = new CallerIndex(read, world);
  const separable = agree && !callers.hasStrays;
  if (!separable && [...read.values()].some((each) => each.earlier !== null)) return yield* deriveInSteps(snapshot);

  const outsiders = createOutsiders(structure.accounts);
  const uncollected = structure.accounts.filter(({ collected }) => !collected);
  const versionOf = (account: AccountId): string | null => read.get(account)?.version ?? null;
  const holds = ({ earlier: known }: ReadAccount): boolean => known !== null && stillHolds(known, versionOf, callers);
  const outdated = new Set([...read.values()].filter((each) => !holds(each)));
  const directory = createDirectory(snapshot, world);
  const { isCollected } = world.zone;
  const around = {
    world,
    directory,
    callers,
    citations: new Citations(),
    outsiders,
    uncollected,
    isCollected,
    versionOf,
  };
  const deriving = deriveAccounts(read.values(), outdated, around);
  const accounts = yield* inStep('deriving hops', principalsOf(outdated), deriving);

  const policies = shelf.policies.values();
  const diagnostics = [
    ...shelf.diagnostics,
    ...missingScps(structure),
    ...uncollectedAccounts(structure),
    ...organizationNotRead(snapshot),
    ...directory.diagnostics,
  ];
  const { people } = directory;
  const answers = yield* inStep('reading findings', snapshots.length, readFindings(snapshots));
  const assembling = assemble({
    structure,
    policies,
    diagnostics,
    accounts,
    people,
    answers,
    usage: snapshot.usage ?? null,
  });
  const assembled = yield* inStep('putting the graph together', accounts.length, assembling);
  const accessing = readLastAccessed(snapshots, assembled.principals);
  const lastAccessed = yield* inStep('reading last accessed', snapshots.length, accessing);
  const graph = { ...assembled, lastAccessed };
  return { graph, reusable: separable ? accounts : [], derived: outdated.size };
}

function* deriveAccounts(
  accounts: Iterable<ReadAccount>,
  outdated: ReadonlySet<ReadAccount>,
  around: Surroundings,
): Generator<void, DerivedAccount[]> {
  const derived: DerivedAccount[] = [];
  for (const each of accounts) derived.push(outdated.has(each) ? yield* deriveAccount(each, around) : each.earlier!);
  return derived;
}

const principalsOf = (accounts: Iterable<ReadAccount>): number =>
  [...accounts].reduce((sum, { content }) => sum + content.principals.length, 0);
