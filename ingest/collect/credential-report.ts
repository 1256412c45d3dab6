import { setTimeout as sleep } from 'node:timers/promises';
import { GenerateCredentialReportCommand, GetCredentialReportCommand, type IAMClient } from '@aws-sdk/client-iam';
import { parse } from 'csv-parse/sync';
import type { AccountFacts } from '../../core/model/account-facts.ts';
import { BadAnswerError } from './failed-call.ts';

/** In milliseconds: the first wait for the report, which doubles, the longest, and all of them together. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 5000;
const PATIENCE = 120_000;

/**
 * A row for each user, and one for the root user. AWS makes the report anew when it is older than four hours (page
 * "Get credential reports for your AWS account").
 * @throws what a call says, BadAnswerError
 */
export async function readCredentialReport(
  iam: IAMClient,
  signal: AbortSignal | undefined,
): Promise<NonNullable<AccountFacts['CredentialReport']>> {
  let wait = FIRST_WAIT;
  for (let waited = 0; !(await isMade(iam)); waited += wait, wait = Math.min(2 * wait, LONGEST_WAIT)) {
    if (waited > PATIENCE) throw new BadAnswerError('The credential report was not ready after two minutes.');
    await sleep(wait, undefined, { signal });
  }
  const { Content = new Uint8Array() } = await iam.send(new GetCredentialReportCommand());
  try {
    return parse(new TextDecoder().decode(Content), { columns: true });
  } catch (cause) {
    throw new BadAnswerError('The credential report is no CSV.', { cause });
  }
}

/** Asks for it, and whether it is there. */
const isMade = async (iam: IAMClient): Promise<boolean> =>
  (await iam.send(new GenerateCredentialReportCommand())).State === 'COMPLETE';
