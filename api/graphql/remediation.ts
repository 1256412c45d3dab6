import { planOf, QuestionError } from '../answers/index.ts';
import { builder } from './builder.ts';
import { PlanAnswerType } from './types/plan.ts';

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
      const options = { breakGlass: breakGlass ?? [], quota: quota ?? undefined };
      if (finding && !from && !to) return planOf(graph, { finding }, options);
      if (!finding && from && to) return planOf(graph, { from, to }, options);
      throw new QuestionError('BAD_INPUT', 'Give the id of a finding, or a principal and a role.');
    },
  }),
);
