import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { CutReference } from '../../api/answers/index.ts';
import { wholeNumber } from '../options.ts';
import { snapshotDirectory } from '../store.ts';
import type { AccountOptions } from './in-account.ts';

/** What a plan is made with, by the names that the command line gives. */
export interface CutCommandOptions {
  readonly quota?: number;
  readonly breakGlass?: readonly string[];
}

export const withCutOptions = (command: Command): Command =>
  command
    .option('--break-glass <principal...>', 'principals that must not lose access to anything: no plan where one would')
    .addOption(
      new Option(
        '--quota <characters>',
        "of a trust policy in the role's account (default: 2048, or 8192 where it has more)",
      ).argParser(wholeNumber(1, 8192)),
    );

/** One word is the id of a finding, two are a hop. */
export const referenceOf = (first: string, to: string | undefined): CutReference =>
  to === undefined ? { finding: first } : { from: first, to };

/** What a change is made with: how to enter the role's account, and where to keep what was done. */
export interface ChangeOptions extends AccountOptions {
  readonly history?: string;
}

export const withChangeOptions = (command: Command): Command =>
  command
    .option('--profile <name>', 'the profile of the AWS CLI to use')
    .addOption(
      new Option('--role-name <name>', "the role to take on in the role's account").default(
        'OrganizationAccountAccessRole',
      ),
    )
    .option('--external-id <text>', 'what that role asks for')
    .addOption(historyOption());

export const historyOption = (): Option =>
  new Option('--history <file>', 'what was done (default: resolutions.jsonl in the folder of the embedded store)');

/** Beside the generations, none of which it goes with: it stays when they are deleted. */
export const historyFile = (store: string, { history }: { readonly history?: string }): string =>
  history ?? join(snapshotDirectory(store, undefined), '..', 'resolutions.jsonl');
