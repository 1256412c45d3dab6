import { isRefusal, type Refusal } from '../../../core/resolution/cut.ts';
import type { EntryOutcome } from '../../../core/usage/reduce/outcome.ts';
import type { Reduction } from '../../../resolve/index.ts';
import { builder } from '../builder.ts';
import { EntryOutcomeEnum, OutcomeReasonEnum, PlanRefusalEnum } from '../enums.ts';
import { LossType, MOST_LOSSES } from './plan.ts';

const EntryType = builder.objectRef<EntryOutcome>('TrustEntry').implement({
  description: 'What becomes of one name of a trust policy.',
  fields: (t) => ({
    name: t.string({ description: 'As it is written.', resolve: ({ entry }) => entry.text }),
    statement: t.exposeInt('statement', { description: 'From 0.' }),
    sid: t.exposeString('sid', { nullable: true }),
    outcome: t.expose('outcome', { type: EntryOutcomeEnum }),
    reason: t.expose('reason', { type: OutcomeReasonEnum }),
    why: t.exposeString('why'),
  }),
});

export const ReducedTrustType = builder.objectRef<Reduction | Refusal>('ReducedTrustPolicy').implement({
  description: 'The trust policy of a role with those alone whom logs saw, or why there is none. Nothing is changed.',
  fields: (t) => ({
    before: t.string({ nullable: true, resolve: (answer) => (isRefusal(answer) ? null : answer.before) }),
    after: t.string({ nullable: true, resolve: (answer) => (isRefusal(answer) ? null : answer.after) }),
    entries: t.field({ type: [EntryType], resolve: (answer) => (isRefusal(answer) ? [] : [...answer.outcomes]) }),
    losses: t.field({
      type: [LossType],
      description: 'Who would no longer reach the role or one beyond it; the first thousand.',
      resolve: (answer) => (isRefusal(answer) ? [] : answer.losses.slice(0, MOST_LOSSES)),
    }),
    lossCount: t.int({ resolve: (answer) => (isRefusal(answer) ? 0 : answer.losses.length) }),
    warnings: t.stringList({ resolve: (answer) => (isRefusal(answer) ? [] : [...answer.warnings]) }),
    complete: t.boolean({
      description:
        'Whether nothing that could not be read may change the preview, and all roles beyond were looked at.',
      resolve: (answer) => !isRefusal(answer) && answer.complete && answer.looked === answer.beyond,
    }),
    refused: t.field({
      type: PlanRefusalEnum,
      nullable: true,
      resolve: (answer) => (isRefusal(answer) ? answer.refused : null),
    }),
    why: t.string({ nullable: true, resolve: (answer) => (isRefusal(answer) ? answer.why : null) }),
  }),
});
