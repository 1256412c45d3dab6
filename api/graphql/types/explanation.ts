import type { Decision, Explanation } from '../../../core/model/hop.ts';
import { nodeOf } from '../../answers/index.ts';
import { builder } from '../builder.ts';
import { EffectEnum, SideEnum, VerdictEnum } from '../enums.ts';
import type { GenerationView } from '../generation-view.ts';
import { PolicyType } from './policy.ts';
import { PrincipalType } from './principal.ts';

const DecisionType = builder.objectRef<{ view: GenerationView; decision: Decision }>('Decision').implement({
  description: "One statement's (or one missing grant's) part in a decision.",
  fields: (t) => ({
    side: t.field({ type: SideEnum, resolve: ({ decision }) => decision.side }),
    policyId: t.string({ nullable: true, resolve: ({ decision }) => decision.policy }),
    policy: t.field({
      type: PolicyType,
      nullable: true,
      resolve: ({ view, decision: { policy } }) => (policy === null ? null : view.policies.load(policy)),
    }),
    statement: t.int({ nullable: true, resolve: ({ decision }) => decision.statement }),
    sid: t.string({ nullable: true, resolve: ({ decision }) => decision.sid }),
    effect: t.field({ type: EffectEnum, nullable: true, resolve: ({ decision }) => decision.effect }),
    matched: t.boolean({
      nullable: true,
      description: 'Null: depends on what is not known.',
      resolve: ({ decision }) => decision.matched,
    }),
    why: t.string({ resolve: ({ decision }) => decision.why }),
  }),
});

export const ExplanationType = builder
  .objectRef<{ view: GenerationView; explanation: Explanation }>('Explanation')
  .implement({
    fields: (t) => ({
      from: t.field({
        type: PrincipalType,
        resolve: ({ view, explanation }) => ({ view, node: nodeOf(view.graph, explanation.from) }),
      }),
      to: t.field({
        type: PrincipalType,
        resolve: ({ view, explanation }) => ({ view, node: nodeOf(view.graph, explanation.to) }),
      }),
      action: t.string({ resolve: ({ explanation }) => explanation.action }),
      verdict: t.field({ type: VerdictEnum, resolve: ({ explanation }) => explanation.verdict }),
      conditions: t.stringList({ resolve: ({ explanation }) => [...explanation.conditions] }),
      decisions: t.field({
        type: [DecisionType],
        resolve: ({ view, explanation }) => explanation.decisions.map((decision) => ({ view, decision })),
      }),
    }),
  });
