import type { TrustStep } from '../../core/resolution/history.ts';
import type { Plan } from '../plan/plan-cut.ts';
import { applyChange, revertChange } from './change-trust.ts';
import { type DoneStep, type History, recorded } from './history.ts';
import type { LiveTrust } from './live-trust.ts';

/** A change as the history has it. */
export type ChangeOfRole = Pick<TrustStep, 'id' | 'role' | 'from' | 'generation' | 'sid' | 'before' | 'after'>;

/** A role's trust policy, and ARN of who reads and writes it. */
export interface RoleAccess {
  readonly trust: LiveTrust;
  readonly caller: string;
}

/**
 * Writes a change to the role, or takes it back, and keeps that in the history.
 * @param by who wants it @throws StoreError where it could not be kept, and nothing was done
 */
export function carryOut(
  history: History,
  what: 'apply' | 'revert',
  change: ChangeOfRole,
  by: string,
  { trust, caller }: RoleAccess,
): Promise<DoneStep> {
  const { id, role, from, generation, sid, before, after } = change;
  const attempt = { what, id, role, from, generation, sid, before, after, by, caller } as const;
  return recorded(history, attempt, () => (what === 'apply' ? applyChange : revertChange)(trust, change));
}

export const changeOfPlan = ({ id, role, from, generation, change: { sid, before, after } }: Plan): ChangeOfRole => ({
  id,
  role,
  from,
  generation,
  sid,
  before,
  after,
});
