import type { Refusal, TrustChange } from '../../../core/resolution/cut.ts';
import type { Outcome } from '../../../core/resolution/history.ts';
import type { RoleFinding } from './request.ts';

/** What came of a finding: told in the message, kept in the log. */
export interface Report {
  /** `planned`: nothing was changed, by the mode. `refused`: there is no plan. `nothing`: there is nothing to do any more. */
  readonly state:
    | 'planned'
    | 'refused'
    | 'nothing'
    | Extract<Outcome['state'], 'applied' | 'unchanged' | 'stale' | 'failed'>;
  /** A sentence; null where the state says it all. */
  readonly why: string | null;
  readonly refused: Refusal['refused'] | null;
  readonly finding: RoleFinding;
  readonly change: TrustChange | null;
  /** What a person approves the change with. */
  readonly approval: { readonly token: string; readonly expires: string } | null;
}

export const reportOf = (
  state: Report['state'],
  finding: RoleFinding,
  rest: Partial<Omit<Report, 'state' | 'finding'>> = {},
): Report => ({ state, finding, why: null, refused: null, change: null, approval: null, ...rest });
