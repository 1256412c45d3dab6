import { setTimeout as sleep } from 'node:timers/promises';
import type { TrustChange } from '../../core/resolution/cut.ts';
import type { Outcome } from '../../core/resolution/history.ts';
import { reverted } from '../../core/resolution/revert.ts';
import { saysTheSame, withSid } from '../../core/resolution/trust-document.ts';
import { isRecord } from '../../core/policy/syntax.ts';
import type { LiveTrust } from './live-trust.ts';

/** Between the looks at what was written, in milliseconds. */
const PAUSES: readonly number[] = [0, 500, 1000, 2000, 4000];

export type Change = Pick<TrustChange, 'sid' | 'before' | 'after'>;

/**
 * Writes the planned document, where the policy still is the one that the plan was made from. IAM has no conditional write:
 * an edit in the moment between reading and writing would be lost, so the policy is read just before and again after.
 */
export function applyChange(trust: LiveTrust, change: Change, pauses = PAUSES): Promise<Outcome> {
  return saying(async () => {
    const current = await trust.read();
    if (current === null) return stale('The role is not there any more.');
    const planned = statementIn(JSON.parse(change.after), change.sid);
    const there = statementIn(current.document, change.sid);
    if (there !== undefined)
      return saysTheSame(there, planned)
        ? { state: 'unchanged', why: 'The statement is there already.' }
        : stale(`Another statement has the Sid ${change.sid}.`);
    if (!saysTheSame(current.document, JSON.parse(change.before)))
      return stale('The trust policy was changed since it was collected: ingest again, and plan anew.');
    await trust.write(change.after);
    return (await settles(trust, pauses, (document) => saysTheSame(statementIn(document, change.sid), planned)))
      ? { state: 'applied', why: null }
      : failed(
          'IAM took the policy, but the statement is not in it: someone else may have written it at the same time.',
        );
  });
}

/** Takes the statement of a change out again, and nothing else. */
export function revertChange(trust: LiveTrust, change: Change, pauses = PAUSES): Promise<Outcome> {
  return saying(async () => {
    const current = await trust.read();
    if (current === null) return stale('The role is not there any more.');
    const document = reverted(current.document, change);
    if (document === null) return { state: 'unchanged', why: 'The statement is not there.' };
    if (!saysTheSame(statementIn(current.document, change.sid), statementIn(JSON.parse(change.after), change.sid)))
      return stale(`The statement with the Sid ${change.sid} is not as it was written: remove it by hand.`);
    await trust.write(document);
    return (await settles(trust, pauses, (now) => statementIn(now, change.sid) === undefined))
      ? { state: 'reverted', why: null }
      : failed(
          'IAM took the policy, but the statement is still in it: someone else may have written it at the same time.',
        );
  });
}

const stale = (why: string): Outcome => ({ state: 'stale', why });
const failed = (why: string): Outcome => ({ state: 'failed', why });

const statementIn = (document: unknown, sid: string): unknown =>
  isRecord(document) ? withSid(document, sid) : undefined;

/** What AWS refuses is an outcome: it is kept like the others. */
async function saying(change: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await change();
  } catch (error) {
    return failed(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
}

/** What was written may be seen a little later ("Changes that I make are not always immediately visible", IAM). */
async function settles(
  trust: LiveTrust,
  pauses: readonly number[],
  isSo: (document: unknown) => boolean,
): Promise<boolean> {
  for (const pause of pauses) {
    await sleep(pause);
    const current = await trust.read();
    if (current !== null && isSo(current.document)) return true;
  }
  return false;
}
