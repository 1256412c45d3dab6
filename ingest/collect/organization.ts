import {
  type Account,
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  type OrganizationalUnit,
  type OrganizationsClient,
  type Root,
} from '@aws-sdk/client-organizations';
import type { OrganizationDetails } from '../../core/model/snapshot.ts';
import { ImportError } from '../errors.ts';
import { readOrganization as checkOrganization } from '../import/organization.ts';
import { asCliPrints } from './as-cli-prints.ts';
import type { ProblemCause } from '../../core/model/problem.ts';
import { type Attempts, isFailure } from './attempts.ts';
import { type ControlPolicy, readControlPolicies } from './control-policies.ts';
import { BadAnswerError } from './failed-call.ts';
import { allItems } from './pages.ts';
import { problemOf } from './problems.ts';
import type { AwsSession } from './session.ts';

/** Reasons to work without an organization: it is not for this caller to read. */
const NOT_FOR_US: ReadonlySet<ProblemCause> = new Set(['access-denied', 'control-policy']);

/**
 * The organization; null where the account is in none, and where it may not be read, which is noted down.
 * @throws what any call says for other reasons
 */
export async function organizationOrNothing(
  session: AwsSession,
  attempts: Attempts,
): Promise<OrganizationDetails | null> {
  try {
    return await readOrganization(session, attempts);
  } catch (error) {
    if (!isFailure(error) || !NOT_FOR_US.has(problemOf(error).cause)) throw error;
    attempts.note(error, 'organizations:DescribeOrganization');
    return null;
  }
}

/**
 * The organization that the account of the session is in: its tree to any depth, its accounts whatever their status, and
 * its control policies. Null where it is in none. Control policies that could not be read are noted down.
 * @throws what a call says that everything else hangs on, BadAnswerError
 */
export async function readOrganization(session: AwsSession, attempts: Attempts): Promise<OrganizationDetails | null> {
  const organizations = session.organizations();
  const described = await describe(organizations);
  if (described === null) return null;
  const Roots = await roots(organizations);
  const [policies, tree] = await Promise.all([
    readControlPolicies(organizations, Roots[0] ?? {}, attempts),
    readTree(session, Roots, attempts),
  ]);
  const OrganizationalUnits = sorted(tree.units);
  const Accounts = sorted(tree.accounts);
  const Policies = policies.map(attachedIn([...Roots, ...OrganizationalUnits, ...Accounts]));
  return checked({ Organization: described, Roots, OrganizationalUnits, Accounts, Policies });
}

/** A policy of which nobody knows where it is attached may be anywhere. */
function attachedIn(places: readonly { readonly Id?: string | undefined }[]) {
  const everywhere = places.flatMap(({ Id }) => Id ?? []).toSorted();
  return ({ Targets, ...policy }: ControlPolicy) => ({ ...policy, Targets: Targets ?? everywhere });
}

async function describe(organizations: OrganizationsClient) {
  try {
    const { Organization } = await organizations.send(new DescribeOrganizationCommand());
    return Organization ?? null;
  } catch (error) {
    if (error instanceof Error && error.name === 'AWSOrganizationsNotInUseException') return null;
    throw error;
  }
}

const roots = (organizations: OrganizationsClient) =>
  allItems({
    page: (NextToken) => organizations.send(new ListRootsCommand({ NextToken })),
    items: (page) => page.Roots,
    next: ({ NextToken }) => NextToken,
  });

/** By their ids: what moves while the tree is read is where it was seen last. */
interface Tree {
  readonly units: Map<string, OrganizationalUnit & { readonly ParentId: string }>;
  readonly accounts: Map<string, Account & { readonly ParentId: string }>;
}

/** How often the tree is read while accounts are moved in it. */
const MOST_READ = 3;

/**
 * The tree, with every account that there is: one that moves from a unit not yet read to one that was is in neither, so
 * the tree is held against the list of all accounts, and read again.
 * @throws BadAnswerError where accounts stay away from it
 */
async function readTree(session: AwsSession, roots: readonly Root[], attempts: Attempts): Promise<Tree> {
  const organizations = session.organizations();
  for (let read = 1; ; read++) {
    const tree: Tree = { units: new Map(), accounts: new Map() };
    const [listed = []] = await Promise.all([
      attempts.try('organizations:ListAccounts', () => listAccounts(organizations)),
      ...roots.map(({ Id = '' }) => walk(organizations, Id, tree)),
    ]);
    const missing = [...new Set([session.accountId, ...listed])].filter((id) => !tree.accounts.has(id));
    if (missing.length === 0) return tree;
    if (read === MOST_READ)
      throw new BadAnswerError(`The organization has ${missing.join(', ')}, but none of its units does. Try again.`);
  }
}

async function listAccounts(organizations: OrganizationsClient): Promise<string[]> {
  const accounts = await allItems({
    page: (NextToken) => organizations.send(new ListAccountsCommand({ NextToken })),
    items: (page) => page.Accounts,
    next: ({ NextToken }) => NextToken,
  });
  return accounts.flatMap(({ Id }) => Id ?? []);
}

/** Adds what hangs from a parent. */
async function walk(organizations: OrganizationsClient, ParentId: string, tree: Tree): Promise<void> {
  const [units, accounts] = await Promise.all([
    allItems({
      page: (NextToken) => organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId, NextToken })),
      items: ({ OrganizationalUnits }) => OrganizationalUnits,
      next: ({ NextToken }) => NextToken,
    }),
    allItems({
      page: (NextToken) => organizations.send(new ListAccountsForParentCommand({ ParentId, NextToken })),
      items: ({ Accounts }) => Accounts,
      next: ({ NextToken }) => NextToken,
    }),
  ]);
  for (const account of accounts) tree.accounts.set(account.Id ?? '', { ...account, ParentId });
  const unseen = units.filter(({ Id = '' }) => !tree.units.has(Id));
  for (const unit of units) tree.units.set(unit.Id ?? '', { ...unit, ParentId });
  await Promise.all(unseen.map(({ Id = '' }) => walk(organizations, Id, tree)));
}

const sorted = <Thing>(things: ReadonlyMap<string, Thing>): Thing[] =>
  [...things].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, thing]) => thing);

/** In the form of an organization file, and of a shape that such a file may have. */
function checked(answers: object): OrganizationDetails {
  try {
    return checkOrganization('AWS Organizations', [asCliPrints(answers)]);
  } catch (error) {
    throw error instanceof ImportError ? new BadAnswerError(error.message, { cause: error }) : error;
  }
}
