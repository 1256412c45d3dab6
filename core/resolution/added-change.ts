import { isRecord } from '../policy/syntax.ts';
import type { TrustChange } from './cut.ts';
import { withoutSid, withSid } from './trust-document.ts';

/** The Sid of the statement that stands for a finding, or a plan. */
export const sidOf = (id: string): string => id.replaceAll('-', '');

/**
 * The change that added the statement of a finding to a trust policy, as far as the policy itself tells: so it can be taken
 * back where nobody has kept it. Null where there is no Deny statement with that Sid.
 */
export function addedChange(current: unknown, id: string): Pick<TrustChange, 'sid' | 'before' | 'after'> | null {
  if (!isRecord(current)) return null;
  const sid = sidOf(id);
  const statement = withSid(current, sid);
  if (!isRecord(statement) || statement['Effect'] !== 'Deny') return null;
  return { sid, before: JSON.stringify(withoutSid(current, sid)), after: JSON.stringify(current) };
}
