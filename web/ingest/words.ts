import { counted } from '../util/words.ts';
import type { Ingest, Problem } from './queries.ts';

/** What an ingest is about, in a few words: for a button. */
export function shortly({ state, accounts }: Ingest): string {
  if (state === 'STOPPING') return 'Stopping…';
  if (state === 'RUNNING') return accounts ? `${accounts.done} of ${counted(accounts.total, 'account')}` : 'Loading…';
  return 'Load again';
}

/** `2 min 5 s`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}

export const CAUSES: Readonly<Record<Problem['cause'], string>> = {
  ACCESS_DENIED: 'access denied',
  CONTROL_POLICY: 'denied by a control policy',
  ROLE_REFUSED: 'role refused',
  REGION_OFF: 'region switched off',
  EXPIRED_CREDENTIALS: 'credentials expired',
  ACCOUNT_GONE: 'account gone',
  THROTTLED: 'too many requests',
  UNREACHABLE: 'no answer',
  BAD_ANSWER: 'malformed answer',
  OTHER: 'failed',
};
