import type { HistoryStep } from '../../../core/resolution/history.ts';
import { builder } from '../builder.ts';
import { RemediationStateEnum, RemediationStepKindEnum } from '../enums.ts';

/** What only steps about a trust policy have, or only those about an archive rule, is null in the others. */
export const RemediationStepType = builder.objectRef<HistoryStep>('RemediationStep').implement({
  description: 'One step of taking an access away, or of giving it back.',
  fields: (t) => ({
    at: t.field({ type: 'DateTime', resolve: ({ at }) => at }),
    what: t.field({ type: RemediationStepKindEnum, resolve: ({ what }) => what }),
    state: t.field({ type: RemediationStateEnum, resolve: ({ state }) => state }),
    why: t.string({ nullable: true, resolve: ({ why }) => why }),
    planId: t.string({ description: 'Of the finding, or made of the hop.', resolve: ({ id }) => id }),
    roleId: t.string({ resolve: ({ role }) => role }),
    by: t.string({ description: 'Who asked for it, as far as is known.', resolve: ({ by }) => by }),
    caller: t.string({ nullable: true, description: 'ARN of who called AWS.', resolve: ({ caller }) => caller }),
    fromId: t.string({ nullable: true, resolve: (step) => ('from' in step ? step.from : null) }),
    generation: t.int({ nullable: true, resolve: (step) => ('generation' in step ? step.generation : null) }),
    sid: t.string({ nullable: true, resolve: (step) => ('sid' in step ? step.sid : null) }),
    before: t.string({
      nullable: true,
      description: 'The trust policy without the statement.',
      resolve: (step) => ('before' in step ? step.before : null),
    }),
    after: t.string({
      nullable: true,
      description: 'The trust policy with the statement.',
      resolve: (step) => ('after' in step ? step.after : null),
    }),
    analyzerId: t.string({ nullable: true, resolve: (step) => ('analyzer' in step ? step.analyzer : null) }),
    rule: t.string({ nullable: true, resolve: (step) => ('rule' in step ? step.rule : null) }),
    filter: t.string({
      nullable: true,
      description: 'Of the archive rule, as JSON.',
      resolve: (step) => ('filter' in step ? JSON.stringify(step.filter) : null),
    }),
  }),
});
