import { encodeGlobalID } from '@pothos/plugin-relay';
import type { Hop } from '../../../core/model/hop.ts';
import type { EvidenceStatement } from '../../../core/model/policy.ts';
import { nodeOf } from '../../answers/index.ts';
import { builder } from '../builder.ts';
import { EdgeVerdictEnum, EffectEnum, SideEnum } from '../enums.ts';
import type { GenerationView } from '../generation-view.ts';
import { PolicyType } from './policy.ts';
import { PrincipalType } from './principal.ts';

export interface HopSource {
  readonly view: GenerationView;
  readonly hop: Hop;
}

export const EvidenceStatementType = builder
  .objectRef<{ view: GenerationView; statement: EvidenceStatement }>('EvidenceStatement')
  .implement({
    fields: (t) => ({
      side: t.field({ type: SideEnum, resolve: ({ statement }) => statement.side }),
      effect: t.field({ type: EffectEnum, resolve: ({ statement }) => statement.effect }),
      policyId: t.string({ resolve: ({ statement }) => statement.policy }),
      policy: t.field({
        type: PolicyType,
        nullable: true,
        resolve: ({ view, statement }) => view.policies.load(statement.policy),
      }),
      statement: t.int({
        description: "Index in the document's Statement, from 0.",
        resolve: ({ statement }) => statement.statement,
      }),
      sid: t.string({ nullable: true, resolve: ({ statement }) => statement.sid }),
    }),
  });

export const HopType = builder.objectRef<HopSource>('Hop').implement({
  fields: (t) => ({
    id: t.id({ resolve: ({ hop }) => encodeGlobalID('Hop', JSON.stringify([hop.from, hop.action, hop.to])) }),
    from: t.field({ type: PrincipalType, resolve: ({ view, hop }) => ({ view, node: nodeOf(view.graph, hop.from) }) }),
    to: t.field({ type: PrincipalType, resolve: ({ view, hop }) => ({ view, node: nodeOf(view.graph, hop.to) }) }),
    action: t.string({ resolve: ({ hop }) => hop.action }),
    verdict: t.field({ type: EdgeVerdictEnum, resolve: ({ hop }) => hop.verdict }),
    mechanism: t.string({ resolve: ({ hop }) => hop.mechanism }),
    conditions: t.stringList({
      description: 'Sentences; empty exactly when ALLOWED.',
      resolve: ({ hop }) => [...hop.conditions],
    }),
    condition: t.field({
      type: 'JSON',
      nullable: true,
      description:
        'The conditions as data: all, any, not, or one test as a policy writes it; null exactly when ALLOWED.',
      resolve: ({ hop }) => hop.condition,
    }),
    notes: t.stringList({
      description: 'Sentences: what to know about the hop beyond whether it holds.',
      resolve: ({ hop }) => [...hop.notes],
    }),
    evidence: t.field({
      type: [EvidenceStatementType],
      resolve: ({ view, hop }) => hop.evidence.map((statement) => ({ view, statement })),
    }),
  }),
});
