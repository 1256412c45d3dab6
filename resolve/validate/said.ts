import type { PolicyFinding } from '../../core/validate/finding.ts';
import type { NamedPolicy } from './check-file.ts';
import type { Place } from './policy-text.ts';

export type Sayer = 'rolereach' | 'access-analyzer';

/** A finding, and who says so. */
export interface SaidFinding extends Omit<PolicyFinding, 'code'> {
  /** Of one of our checks, or an issue code of Access Analyzer. */
  readonly code: string;
  readonly place: Place;
  readonly by: readonly Sayer[];
  /** Page of AWS about it. */
  readonly link: string | null;
}

export interface SaidPolicy extends Pick<NamedPolicy, 'name' | 'type'> {
  readonly findings: readonly SaidFinding[];
}

/** What our own checks say, and nobody else. */
export const saidByUs = ({ name, type, findings }: NamedPolicy): SaidPolicy => ({
  name,
  type,
  findings: findings.map((finding) => ({ ...finding, by: ['rolereach'], link: null })),
});
