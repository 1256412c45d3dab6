import { policyId } from '../../../core/model/id.ts';
import type { Policy } from '../../../core/model/policy.ts';
import { builder } from '../builder.ts';
import { checkStored } from '../../../resolve/index.ts';
import { PolicyKindEnum, SideEnum } from '../enums.ts';
import { PolicyFindingType } from './policy-finding.ts';

export const PolicyType = builder.objectRef<Policy>('Policy');

builder.node(PolicyType, {
  id: { resolve: ({ id }) => id },
  isTypeOf: (value) => typeof value === 'object' && value !== null && 'document' in value,
  loadOne: async (id, context) => (await context.current()).policies.load(policyId(id)),
  fields: (t) => ({
    policyId: t.exposeString('id'),
    kind: t.expose('kind', { type: PolicyKindEnum }),
    name: t.exposeString('name'),
    findings: t.field({
      extensions: { cost: 50 },
      type: [PolicyFindingType],
      description: 'What is wrong with it, worst first.',
      args: { side: t.arg({ type: SideEnum, description: 'Where it is attached: a boundary is read otherwise.' }) },
      resolve: async (policy, { side }, context) => {
        const { graph } = await context.current();
        return [...(await checkStored(policy, graph.structure, side ?? undefined)).findings];
      },
    }),
    document: t.exposeString('document', { description: 'JSON text as it was found.' }),
  }),
});
