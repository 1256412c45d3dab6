import type { Diagnostic } from '../../core/model/diagnostic.ts';
import type { EdgeVerdict, Verdict } from '../../core/model/hop.ts';
import type { Effect, PolicyKind, Side } from '../../core/model/policy.ts';
import { PRINCIPAL_KINDS } from '../../core/model/principal.ts';
import { PROBLEM_CAUSES } from '../../core/model/problem.ts';
import { ACCESS_CAPABILITIES } from '../../core/access/capabilities.ts';
import { FINDING_CLASSES } from '../../core/validate/checks.ts';
import { POLICY_TYPES } from '../../core/validate/finding.ts';
import { INGEST_STATES } from '../ingest-control.ts';
import { ACCESS_SUMMARY_KINDS } from '../answers/index.ts';
import { ARCHIVE_REFUSALS } from '../../core/findings/archive-plan.ts';
import { FINDING_MATCHES } from '../../core/findings/match.ts';
import { FINDING_REASONS } from '../../core/findings/reason.ts';
import { USES } from '../../core/refine/action-use.ts';
import { OUTCOMES } from '../../core/refine/reduce-policy.ts';
import { REFUSALS } from '../../core/resolution/cut.ts';
import { STEP_STATES, STEPS } from '../../core/resolution/history.ts';
import { FINDING_STATUSES } from '../../core/model/finding.ts';
import { OUTSIDE_KINDS } from '../answers/index.ts';
import { HOP_USES } from '../../core/usage/hop-use.ts';
import { CALLER_KINDS } from '../../core/model/usage.ts';
import { OUTCOME_REASONS } from '../../core/usage/reduce/outcome.ts';
import { WITHOUT_HOP_REASONS } from '../../core/usage/without-hop.ts';
import { builder } from './builder.ts';

/** An enum whose names are the model's values in capitals: `ExternalAccount` is EXTERNAL_ACCOUNT, `bad-answer` BAD_ANSWER. */
function enumOf<const Value extends string>(name: string, values: readonly Value[], description?: string) {
  const entries = values.map((value) => [capitals(value), { value }] as const);
  return builder.enumType(name, {
    ...(description === undefined ? {} : { description }),
    values: Object.fromEntries(entries) as Record<string, { value: Value }>,
  });
}

const capitals = (value: string): string =>
  value
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toUpperCase();

export const PrincipalKindEnum = enumOf('PrincipalKind', PRINCIPAL_KINDS);
export const VerdictEnum = enumOf<Verdict>('Verdict', ['ALLOWED', 'CONDITIONAL', 'DENIED']);
export const EdgeVerdictEnum = enumOf<EdgeVerdict>(
  'EdgeVerdict',
  ['ALLOWED', 'CONDITIONAL'],
  'Verdict of a hop that exists.',
);
export const AccessCapabilityEnum = enumOf('AccessCapability', ACCESS_CAPABILITIES, 'As k9 names them.');
export const AccessSummaryKindEnum = enumOf(
  'AccessSummaryKind',
  ACCESS_SUMMARY_KINDS,
  'PRINCIPAL: the roles it can assume. RESOURCE: who can use the role.',
);
export const SideEnum = enumOf<Side>('Side', ['trust', 'identity', 'boundary', 'scp', 'rcp']);
export const EffectEnum = enumOf<Effect>('Effect', ['Allow', 'Deny']);
export const PolicyKindEnum = enumOf<PolicyKind>('PolicyKind', ['trust', 'inline', 'managed', 'scp', 'rcp']);
export const PolicyTypeEnum = enumOf(
  'PolicyType',
  POLICY_TYPES,
  'What a policy is for, which decides what it may say.',
);
export const FindingClassEnum = enumOf('FindingClass', FINDING_CLASSES, 'Worst first.');
export const DiagnosticSeverityEnum = enumOf<Diagnostic['severity']>('DiagnosticSeverity', ['error', 'warning']);
export const IngestStateEnum = enumOf(
  'IngestState',
  INGEST_STATES,
  'DONE has made a generation, with STOPPED and FAILED the store is as it was.',
);
export const IngestProblemCauseEnum = enumOf('IngestProblemCause', PROBLEM_CAUSES);
export const OutsideKindEnum = enumOf(
  'OutsideKind',
  OUTSIDE_KINDS,
  'How somebody comes from outside the zone of trust.',
);
export const FindingStatusEnum = enumOf('FindingStatus', FINDING_STATUSES);
export const FindingMatchEnum = enumOf('FindingMatch', FINDING_MATCHES, 'Who knows of an access from outside.');
export const PermissionUseEnum = enumOf('PermissionUse', USES, 'NOT_TRACKED: nobody can say.');
export const ReductionOutcomeEnum = enumOf(
  'ReductionOutcome',
  OUTCOMES,
  'DETACH: nothing of it is left. UNREADABLE: it stays as it is.',
);
export const FindingReasonEnum = enumOf('FindingReasonCode', FINDING_REASONS);
export const PlanRefusalEnum = enumOf('PlanRefusal', REFUSALS, 'Why there is no plan.');
export const ArchiveRefusalEnum = enumOf('ArchiveRefusal', ARCHIVE_REFUSALS, 'Why there is no archive rule.');
export const RemediationStepKindEnum = enumOf('RemediationStepKind', STEPS);
export const RemediationStateEnum = enumOf(
  'RemediationState',
  STEP_STATES,
  'PLANNED: somebody was shown it. APPROVED: a person wants it, and AWS is called next. The others are outcomes.',
);
export const HopUseEnum = enumOf(
  'HopUse',
  HOP_USES,
  'NOT_COVERED: no log tells of all of the time that was asked for.',
);
export const CallerKindEnum = enumOf('CallerKind', CALLER_KINDS, 'As whom a log knows a caller.');
export const WithoutHopReasonEnum = enumOf('UseWithoutHopReason', WITHOUT_HOP_REASONS);
export const EntryOutcomeEnum = enumOf('TrustEntryOutcome', ['kept', 'narrowed', 'dropped']);
export const OutcomeReasonEnum = enumOf('TrustEntryReason', OUTCOME_REASONS);
