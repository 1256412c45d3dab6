import { archivePlanOf, planOf, QuestionError } from '../answers/index.ts';
import { RemediationRefusedError } from '../remediation-control.ts';
import type { Remediations } from '../remediations.ts';
import { builder } from './builder.ts';
import type { RequestContext } from './context.ts';
import { checkedSize, MOST_ITEMS } from './page.ts';
import { ArchiveAnswerType } from './types/archive-plan.ts';
import { PlanAnswerType } from './types/plan.ts';
import { RemediationStepType } from './types/remediation-step.ts';

builder.mutationField('remediationPlan', (t) =>
  t.field({
    extensions: { cost: 5000 },
    type: PlanAnswerType,
    description:
      'How to take access to a role away, and what else would change: of a finding of Access Analyzer, or of a hop. Changes nothing.',
    args: {
      finding: t.arg.string({ description: 'Id of a finding; or give "from" and "to".' }),
      from: t.arg.string({ description: 'A principal.' }),
      to: t.arg.string({ description: 'A role.' }),
      breakGlass: t.arg.stringList({ description: 'Principals that must not lose access: no plan where one would.' }),
      quota: t.arg.int({ description: "The most characters of a trust policy in the role's account." }),
    },
    resolve: async (_mutation, { finding, from, to, breakGlass, quota }, context) => {
      const { graph } = await context.current();
      const always = context.remediations?.control.breakGlass ?? [];
      const options = { breakGlass: [...always, ...(breakGlass ?? [])], quota: quota ?? undefined };
      if (finding && !from && !to) return planOf(graph, { finding }, options);
      if (!finding && from && to) return planOf(graph, { from, to }, options);
      throw new QuestionError('BAD_INPUT', 'Give the id of a finding, or a principal and a role.');
    },
  }),
);

builder.mutationField('archivePlan', (t) =>
  t.field({
    extensions: { cost: 100 },
    type: ArchiveAnswerType,
    description:
      'The archive rule that would hide a finding of access that is meant, and what else it would hide. Changes nothing.',
    args: {
      finding: t.arg.string({ required: true, description: 'Its id.' }),
      rule: t.arg.string({ description: "The rule's name; one is made of the finding's id unless given." }),
      onlyNew: t.arg.boolean({ defaultValue: false, description: 'Whether findings that are there stay as they are.' }),
      andOthers: t.arg.boolean({
        defaultValue: false,
        description: 'Whether an approval is also given where the rule hides other findings.',
      }),
    },
    resolve: async (_mutation, { finding, rule, onlyNew, andOthers }, context) => {
      const { graph } = await context.current();
      const answer = await archivePlanOf(graph, finding, rule ?? undefined);
      return { answer, onlyNew: onlyNew ?? false, andOthers: andOthers ?? false };
    },
  }),
);

builder.mutationField('remediationApply', (t) =>
  t.field({
    type: RemediationStepType,
    description:
      'Writes an approved plan to the trust policy of its role, where that still is what the plan was made from; or creates an approved archive rule. What came of it is the state.',
    args: { token: t.arg.string({ required: true, description: 'Of the approval that came with the plan.' }) },
    resolve: (_mutation, { token }, context) => allowed(context).apply(token, context.asker),
  }),
);

builder.mutationField('remediationRevert', (t) =>
  t.field({
    type: RemediationStepType,
    description: 'Takes the statement out again that was applied last under an id, and nothing else.',
    args: { id: t.arg.string({ required: true, description: 'Of the plan.' }) },
    resolve: (_mutation, { id }, context) => allowed(context).revert(id, context.asker),
  }),
);

builder.queryField('remediationHistory', (t) =>
  t.field({
    type: [RemediationStepType],
    description: 'What was planned, approved and done, and what came of it; newest first.',
    args: {
      planId: t.arg.string({ description: 'Only about this plan.' }),
      first: t.arg.int({ defaultValue: 100 }),
    },
    resolve: async (_query, { planId, first }, { store }) => {
      const size = checkedSize('first', first ?? MOST_ITEMS, MOST_ITEMS);
      const steps = (await store.history()).filter(({ id }) => !planId || id === planId);
      return steps.toReversed().slice(0, size);
    },
  }),
);

/** @throws RemediationRefusedError */
function allowed({ remediations }: RequestContext): Remediations {
  if (remediations !== null) return remediations;
  throw new RemediationRefusedError(
    'REMEDIATION_NOT_ALLOWED',
    'This server changes no trust policies. Start it with --allow-remediation, or run `rolereach apply`.',
  );
}
