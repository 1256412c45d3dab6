import { GetAccountAuthorizationDetailsCommand } from '@aws-sdk/client-iam';
import type { AccountId } from '../../core/model/id.ts';
import { ImportError } from '../errors.ts';
import { AccountCollection, type AccountRecords } from '../import/account-records.ts';
import { type Entity, readPages } from '../import/pages.ts';
import { asCliPrints } from './as-cli-prints.ts';
import { BadAnswerError } from './failed-call.ts';
import { withTags } from './missing-tags.ts';
import { eachPage } from './pages.ts';
import type { AwsSession } from './session.ts';

const OPERATION = 'iam:GetAccountAuthorizationDetails';

/**
 * All users, groups, roles and managed policies of an account: the same as from a file of the CLI.
 * @throws what a call says, BadAnswerError
 */
export async function readAuthorizationDetails(session: AwsSession): Promise<AccountRecords> {
  const entities: Entity[] = [];
  const pages = eachPage({
    page: (Marker) => session.iam().send(new GetAccountAuthorizationDetailsCommand({ Marker, MaxItems: 1000 })),
    items: entitiesOf,
    next: ({ Marker }) => Marker,
  });
  for await (const page of pages) entities.push(...page);
  return recordsOf(session.accountId, await withTags(session, entities));
}

const NO_LISTS = { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] };

function entitiesOf(response: object): readonly Entity[] {
  const page = { ...NO_LISTS, ...(asCliPrints(response) as object) };
  return asAnswer(() => readPages(OPERATION, [page])!.flatMap(({ entities }) => entities));
}

function recordsOf(account: AccountId, entities: readonly Entity[]): AccountRecords {
  const collection = new AccountCollection();
  asAnswer(() => collection.add(OPERATION, entities, account));
  const [records, ...others] = collection.records();
  if (records?.accountId === account && others.length === 0) return records;
  throw new BadAnswerError(`Account ${account} was asked for its users and roles, and gave those of another.`);
}

/** What the import finds wrong with a file is wrong with the answer here. */
function asAnswer<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw error instanceof ImportError ? new BadAnswerError(error.message, { cause: error }) : error;
  }
}
