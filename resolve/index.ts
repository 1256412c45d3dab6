/**
 * What people act on. Are the policies right: rules are in `core/validate`; here they meet files, the store and AWS. What to change:
 * plans are made by `core/resolution`; here they meet the graph.
 */
export { checkFile, type NamedPolicy } from './validate/check-file.ts';
export {
  checkPolicyText,
  NOTHING_KNOWN,
  type CheckedPolicy,
  type PlacedFinding,
  type PolicyCircumstances,
} from './validate/check-policy.ts';
export { saidByUs, type SaidFinding, type SaidPolicy } from './validate/said.ts';
export type { Place } from './validate/policy-text.ts';
export { checkPoliciesOf, checkStored } from './validate/check-stored.ts';
export { reduceTrustOf, type Reduction, type ReduceQuestion } from './reduce/reduce-trust-of.ts';
export { planCut, type Plan, type PlannedLoss } from './plan/plan-cut.ts';
export { type Approval, digestOf, isApproved, type NotApproved, signed, verified } from './approval/approval.ts';
export { carryOut, type ChangeOfRole, changeOfPlan, type RoleAccess } from './apply/carry-out.ts';
export { type AnalyzerAccess, carryOutRule, type RuleOfFinding, ruleOfPlan } from './archive/carry-out.ts';
export { digestOfStep, type DoneStep, type History, type Planned, recordPlan } from './apply/history.ts';
export { refine } from './refine/refine.ts';
export { inTurns } from './in-turns.ts';
