import type { HopAction } from '../model/hop.ts';
import type { LoggedAccount, Usage } from '../model/usage.ts';

/** For how long nobody must have used a hop that is called unused. */
export const DEFAULT_DAYS = 90;
/** IAM tracks last access for 400 days; logs are kept as long as their owner likes. */
export const MOST_DAYS = 3650;

/** The time that is looked at: so many days up to the last event of all logs. ISO 8601, UTC, to the second. */
export interface Window {
  readonly days: number;
  readonly since: string;
  readonly until: string;
}

export function windowOf({ accounts }: Pick<Usage, 'accounts'>, days: number): Window {
  const until = accounts.reduce((last, account) => (account.last > last ? account.last : last), '');
  return { days, since: until === '' ? '' : daysBefore(until, days), until };
}

/**
 * Whether the log of an account tells that something was not done in that time: it goes back so far, on the day, and on to its end
 * but for a tenth of it, as there are accounts where little happens.
 */
export function covers(
  account: LoggedAccount | undefined,
  { days, since, until }: Window,
  action: HopAction | null = null,
): boolean {
  if (account === undefined || (action !== null && !account.actions.includes(action))) return false;
  return daysBefore(account.first, 1) <= since && account.last >= daysBefore(until, Math.max(1, days / 10));
}

function daysBefore(time: string, days: number): string {
  return `${new Date(Date.parse(time) - days * DAY_MS).toISOString().slice(0, 19)}Z`;
}

const DAY_MS = 86_400_000;
