import { parseArn } from '../model/arn.ts';
import type { AccountId } from '../model/id.ts';

/** What ids of an account's own begin with, in the partition of the first of these that is. */
export function ownPrefix(account: AccountId, ids: readonly string[]): string {
  const arns = ids.map(parseArn);
  const partition = arns.find((arn) => arn?.account === account)?.partition ?? 'aws';
  return `arn:${partition}:iam::${account}:`;
}
