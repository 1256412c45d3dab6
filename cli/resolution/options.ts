import { type Command, Option } from 'commander';
import type { CutReference } from '../../api/answers/index.ts';
import { wholeNumber } from '../options.ts';

/** What a plan is made with, by the names that the command line gives. */
export interface CutCommandOptions {
  readonly quota?: number;
  readonly breakGlass?: readonly string[];
}

export const withCutOptions = (command: Command): Command =>
  command
    .addOption(breakGlassOption())
    .addOption(
      new Option(
        '--quota <characters>',
        "of a trust policy in the role's account (default: 2048, or 8192 where it has more)",
      ).argParser(wholeNumber(1, 8192)),
    );

export const breakGlassOption = (): Option =>
  new Option(
    '--break-glass <principal...>',
    'principals that must not lose access to anything: no plan where one would',
  );

/** One word is the id of a finding, two are a hop. */
export const referenceOf = (first: string, to: string | undefined): CutReference =>
  to === undefined ? { finding: first } : { from: first, to };

/** What AWS Organizations makes in each account. */
export const DEFAULT_ROLE = 'OrganizationAccountAccessRole';

/** How to enter the account of the role that is changed. */
export const withAccountOptions = (command: Command): Command =>
  command
    .option('--profile <name>', 'the profile of the AWS CLI to use')
    .addOption(new Option('--role-name <name>', "the role to take on in the role's account").default(DEFAULT_ROLE))
    .option('--external-id <text>', 'what that role asks for');
