import { holdsWhenMissing, isSatisfiableWhenPresent, type Constraint } from './satisfiable.ts';

/** Only "if the requester uses a VPC endpoint", where `aws:SourceIp` is not ("AWS global condition context keys"). */
const OF_VPC_ENDPOINTS = [
  'aws:sourcevpc',
  'aws:sourcevpcarn',
  'aws:sourcevpce',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:vpcsourceip',
];

const MFA_PRESENT = 'aws:multifactorauthpresent';
const MFA_AGE = 'aws:multifactorauthage';

/** Whether no request meets what is asked of several keys, as some keys are there only with, or only without, another. */
export function companionsExclude(asked: ReadonlyMap<string, readonly Constraint[]>): boolean {
  const about = (key: string): readonly Constraint[] => asked.get(key) ?? [];
  const isNeeded = (key: string): boolean => !about(key).every(holdsWhenMissing);
  const isRuledOut = (key: string): boolean => !isSatisfiableWhenPresent(about(key));
  if (isNeeded('aws:sourceip') && OF_VPC_ENDPOINTS.some(isNeeded)) return true;
  // "… only if the principal making the call was authenticated using MFA. If MFA was not used, this key is not present."
  const mayBe = (value: string): boolean => isSatisfiableWhenPresent([...about(MFA_PRESENT), mfaIs(value)]);
  return isNeeded(MFA_AGE) ? !mayBe('true') : isNeeded(MFA_PRESENT) && isRuledOut(MFA_AGE) && !mayBe('false');
}

const mfaIs = (value: string): Constraint => ({
  test: { operator: 'Bool', qualifier: null, ifExists: false, key: MFA_PRESENT, values: [value] },
  negated: false,
});
