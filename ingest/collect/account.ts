import { rolesOpenToOutside } from '../../core/derive/roles-open-to-outside.ts';
import type { AccountId } from '../../core/model/id.ts';
import type { RoleDetail } from '../../core/model/snapshot.ts';
import type { Problem } from '../../core/model/problem.ts';
import { readAccessAnalyzer } from './access-analyzer.ts';
import { readAccountFacts } from './account-facts.ts';
import { Attempts, isFailure } from './attempts.ts';
import { readAuthorizationDetails } from './authorization-details.ts';
import { failedCall } from './failed-call.ts';
import { readLastAccessed } from './last-accessed.ts';
import type { CollectOptions } from './options.ts';
import { problemOf } from './problems.ts';
import type { AwsSession } from './session.ts';
import type { CollectedAccount } from './working-folder.ts';

export interface AccountOptions {
  readonly regions: readonly string[];
  readonly lastAccessed: NonNullable<CollectOptions['lastAccessed']>;
  /** Ids of the accounts of the organization. */
  readonly zone: ReadonlySet<string>;
}

/**
 * Reads all of one account that lets itself be read.
 * @throws what ends the collection: the credentials that it was started with are no longer good, the signal's reason
 */
export async function collectAccount(
  id: AccountId,
  open: () => Promise<AwsSession>,
  options: AccountOptions,
): Promise<CollectedAccount> {
  const attempts = new Attempts();
  return unlessOver(id, attempts, async () => {
    const session = await attempts.try('sts:AssumeRole', open);
    if (session === undefined) return { id, problems: attempts.problems };
    const [main, facts, accessAnalyzer] = await Promise.all([
      readRolesAndTheirUse(session, options, attempts),
      readAccountFacts(session, attempts),
      readAccessAnalyzer(session, options.regions, attempts),
    ]);
    return { id, ...main, facts, accessAnalyzer, problems: inOrder(attempts.problems) };
  });
}

async function readRolesAndTheirUse(
  session: AwsSession,
  { lastAccessed: which, zone }: AccountOptions,
  attempts: Attempts,
): Promise<Pick<CollectedAccount, 'details' | 'lastAccessed'>> {
  const details = await attempts.try('iam:GetAccountAuthorizationDetails', () => readAuthorizationDetails(session));
  if (details === undefined || which === 'none') return { details };
  const RoleDetailList = details.lists.RoleDetailList.map((json) => JSON.parse(json) as RoleDetail);
  const roles = which === 'all' ? RoleDetailList.map(({ Arn }) => Arn) : rolesOpenToOutside({ RoleDetailList }, zone);
  const { signal } = session;
  return { details, lastAccessed: await readLastAccessed(session, roles, attempts, { signal }) };
}

/** Credentials of a role that expire and cannot be replaced end the reading of one account only. */
async function unlessOver(
  id: AccountId,
  { problems }: Attempts,
  read: () => Promise<CollectedAccount>,
): Promise<CollectedAccount> {
  try {
    return await read();
  } catch (error) {
    if (!isFailure(error) || failedCall(error)?.own !== false) throw error;
    return { id, problems: inOrder([...problems, problemOf(error)]) };
  }
}

/** The same whatever was answered first. Of an account that is gone no region knows the credentials either. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  const gone = problems.some(({ cause }) => cause === 'account-gone');
  const told = gone ? problems.filter(({ cause }) => cause !== 'region-off') : problems;
  return told.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

const sortKey = ({ operation, region }: Problem): string => `${operation} ${region ?? ''}`;
