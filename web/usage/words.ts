import { counted } from '../util/words.ts';

/** `2026-11-20`: days are what people compare, in UTC as logs have them. */
export const day = (time: string): string => time.slice(0, 10);

/** `214 times, last on 2026-11-20`. */
export const callsText = ({ count, last }: { count: number; last: string }): string =>
  `${counted(count, 'time')}, last on ${day(last)}`;

export const DEFAULT_DAYS = 90;

export const OUTCOME_NAMES = { KEPT: 'kept', NARROWED: 'narrowed', DROPPED: 'dropped' } as const;

export const STATUS_NAMES = { USED: 'used', UNUSED: 'unused', NOT_COVERED: 'not covered' } as const;
