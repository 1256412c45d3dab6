import { type Command, InvalidArgumentError, Option } from 'commander';
import { accountId, type AccountId } from '../core/model/id.ts';
import type { CollectOptions } from '../ingest/index.ts';
import { wholeNumber } from './options.ts';

/** What an organization is collected with, by the names that the command line gives. */
export interface AwsOptions extends Pick<
  CollectOptions,
  | 'profile'
  | 'roleName'
  | 'externalId'
  | 'sessionName'
  | 'regions'
  | 'concurrency'
  | 'resume'
  | 'lastAccessed'
  | 'identityNames'
> {
  readonly aws?: true;
  readonly accounts?: readonly AccountId[];
}

/** `--aws`, and what goes with it. */
export const withAwsOptions = (command: Command): Command =>
  command
    .option('--aws', 'read the organization from AWS, with the credentials of the environment')
    .option('--profile <name>', 'with --aws: the profile of the AWS CLI to use')
    .option('--role-name <name>', 'the role in each other account (default: OrganizationAccountAccessRole)')
    .option('--external-id <text>', 'what that role asks for')
    .option('--session-name <name>', 'what its sessions are called in CloudTrail (default: rolereach)')
    .addOption(new Option('--accounts <id...>', 'these accounts alone').argParser(listOf(account)))
    .addOption(
      new Option('--regions <name...>', 'where to look for Access Analyzer and Identity Center').argParser(
        listOf(region),
      ),
    )
    .addOption(
      new Option('--concurrency <number>', 'accounts side by side (default: by their number)').argParser(
        wholeNumber(1, 256),
      ),
    )
    .option('--resume', 'go on with a collection that was stopped: what is complete is not read again')
    .addOption(
      new Option('--last-accessed <which>', 'roles to ask when they used what they may do')
        .choices(['all', 'external', 'none'])
        .default('external'),
    )
    .option('--no-identity-names', 'leave the names of people and groups of Identity Center out');

/** Values one after another, or, as in the environment, in one text. */
const listOf =
  <Item>(parse: (text: string) => Item) =>
  (text: string, earlier: readonly Item[] = []): readonly Item[] => [
    ...earlier,
    ...text
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(parse),
  ];

function account(text: string): AccountId {
  if (/^\d{12}$/.test(text)) return accountId(text);
  throw new InvalidArgumentError('The id of an account has twelve digits.');
}

function region(text: string): string {
  if (/^[a-z]{2}(-[a-z]+)+-\d+$/.test(text)) return text;
  throw new InvalidArgumentError('A region is named like eu-central-1.');
}
