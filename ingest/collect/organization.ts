import {
  type Account,
  DescribeOrganizationCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  type OrganizationalUnit,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { OrganizationDetails } from '../../core/model/snapshot.ts';
import { ImportError } from '../errors.ts';
import { readOrganization as checkOrganization } from '../import/organization.ts';
import { asCliPrints } from './as-cli-prints.ts';
import type { ProblemCause } from '../../core/model/problem.ts';
import { type Attempts, isFailure } from './attempts.ts';
import { readControlPolicies } from './control-policies.ts';
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
  const tree: Tree = { units: new Map(), accounts: new Map() };
  const [Policies] = await Promise.all([
    readControlPolicies(organizations, Roots[0] ?? {}, attempts),
    ...Roots.map(({ Id = '' }) => walk(organizations, Id, tree)),
  ]);
  const OrganizationalUnits = sorted(tree.units);
  const Accounts = sorted(tree.accounts);
  return checked({ Organization: described, Roots, OrganizationalUnits, Accounts, Policies });
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
