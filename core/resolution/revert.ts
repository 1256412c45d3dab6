import { isRecord } from '../policy/syntax.ts';
import type { TrustChange } from './cut.ts';
import { saysTheSame, withoutSid } from './trust-document.ts';

/**
 * What a trust policy is without the statement of a change. The very document from before where nothing else has changed
 * since; else what is there now, without that one statement, as where it was there before. Null where it is not there.
 */
export function reverted(
  current: unknown,
  { sid, before, after }: Pick<TrustChange, 'sid' | 'before' | 'after'>,
): string | null {
  if (!isRecord(current)) return null;
  const without = withoutSid(current, sid);
  if (without === current) return null;
  const original = JSON.parse(before) as unknown;
  const isOriginal = isRecord(original) && saysTheSame(withoutSid(original, sid), original);
  return isOriginal && saysTheSame(current, JSON.parse(after)) ? before : JSON.stringify(without);
}
