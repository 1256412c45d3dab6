import { isRefusal, type Refusal } from '../../../core/resolution/cut.ts';
import type { HopChange, HopState } from '../../../core/resolution/hop-changes.ts';
import { changeOfPlan, type Plan, type PlannedLoss } from '../../../resolve/index.ts';
import type { GivenApproval } from '../../remediations.ts';
import { builder } from '../builder.ts';
import { EdgeVerdictEnum, PlanRefusalEnum, VerdictEnum } from '../enums.ts';

const HopStateType = builder.objectRef<HopState>('HopState').implement({
  fields: (t) => ({
    verdict: t.field({ type: VerdictEnum, resolve: ({ verdict }) => verdict }),
    conditions: t.stringList({ resolve: ({ conditions }) => [...conditions] }),
  }),
});

const HopChangeType = builder.objectRef<HopChange>('HopChange').implement({
  description: 'A hop into the role with its trust policy as it is, and as it would be.',
  fields: (t) => ({
    fromId: t.exposeString('from'),
    action: t.exposeString('action'),
    before: t.field({ type: HopStateType, resolve: ({ before }) => before }),
    after: t.field({ type: HopStateType, resolve: ({ after }) => after }),
  }),
});

export const LossType = builder.objectRef<PlannedLoss>('PlannedLoss').implement({
  description: 'A principal that would no longer reach a role, or less surely, over any number of hops.',
  fields: (t) => ({
    sourceId: t.exposeString('source'),
    targetId: t.exposeString('target'),
    before: t.field({ type: EdgeVerdictEnum, resolve: ({ before }) => before }),
    after: t.field({
      type: EdgeVerdictEnum,
      nullable: true,
      description: 'Null: not at all.',
      resolve: ({ after }) => after,
    }),
  }),
});

/** How many losses are given; all are counted. */
export const MOST_LOSSES = 1000;

export const PlanType = builder.objectRef<Plan>('RemediationPlan').implement({
  description: "A change to a role's trust policy, and all that it would change in the graph.",
  fields: (t) => ({
    id: t.exposeString('id', { description: 'Of the finding, or made of the hop.' }),
    roleId: t.exposeString('role'),
    fromId: t.exposeString('from'),
    sid: t.string({ resolve: ({ change }) => change.sid }),
    statement: t.string({
      description: 'The Deny statement, as JSON.',
      resolve: ({ change }) => JSON.stringify(change.statement, null, 2),
    }),
    before: t.string({ description: 'The trust policy as it is.', resolve: ({ change }) => change.before }),
    after: t.string({ description: 'The trust policy with the statement.', resolve: ({ change }) => change.after }),
    alreadyThere: t.boolean({ resolve: ({ change }) => change.alreadyThere }),
    hops: t.field({
      type: [HopChangeType],
      description: 'The hops that are meant to be cut.',
      resolve: ({ hops }) => [...hops],
    }),
    others: t.field({
      type: [HopChangeType],
      description: 'Other hops into the role that change with them; the first thousand.',
      resolve: ({ others }) => others.slice(0, MOST_LOSSES),
    }),
    losses: t.field({
      type: [LossType],
      description: 'Who would no longer reach the role or one beyond it; the first thousand.',
      resolve: ({ losses }) => losses.slice(0, MOST_LOSSES),
    }),
    lossCount: t.int({ resolve: ({ losses }) => losses.length }),
    complete: t.boolean({
      description:
        'Whether nothing that could not be read may change the preview, and all roles beyond were looked at.',
      resolve: ({ complete, looked, beyond }) => complete && looked === beyond,
    }),
    warnings: t.stringList({ resolve: ({ warnings }) => [...warnings] }),
  }),
});

export const ApprovalType = builder.objectRef<GivenApproval>('RemediationApproval').implement({
  fields: (t) => ({
    token: t.exposeString('token', { description: 'For remediationApply.' }),
    expires: t.field({ type: 'DateTime', resolve: ({ expires }) => expires }),
  }),
});

export const PlanAnswerType = builder.objectRef<Plan | Refusal>('RemediationPlanAnswer').implement({
  description: 'A plan, or why there is none.',
  fields: (t) => ({
    plan: t.field({ type: PlanType, nullable: true, resolve: (answer) => (isRefusal(answer) ? null : answer) }),
    refused: t.field({
      type: PlanRefusalEnum,
      nullable: true,
      resolve: (answer) => (isRefusal(answer) ? answer.refused : null),
    }),
    why: t.string({ nullable: true, resolve: (answer) => (isRefusal(answer) ? answer.why : null) }),
    approval: t.field({
      type: ApprovalType,
      nullable: true,
      description:
        'What applies the plan, once. To ask for it keeps the plan in the history. Null where there is nothing to apply, or this server applies nothing.',
      resolve: (answer, _arguments, { remediations, asker }) =>
        isRefusal(answer) || answer.change.alreadyThere
          ? null
          : (remediations?.approvalOf({ ...changeOfPlan(answer), what: 'plan' }, asker) ?? null),
    }),
  }),
});
