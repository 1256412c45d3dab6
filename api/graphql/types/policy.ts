import { policyId } from '../../../core/model/id.ts';
import type { Policy } from '../../../core/model/policy.ts';
import { builder } from '../builder.ts';
import { PolicyKindEnum } from '../enums.ts';

export const PolicyType = builder.objectRef<Policy>('Policy');

builder.node(PolicyType, {
  id: { resolve: ({ id }) => id },
  isTypeOf: (value) => typeof value === 'object' && value !== null && 'document' in value,
  loadOne: async (id, context) => (await context.current()).policies.load(policyId(id)),
  fields: (t) => ({
    policyId: t.exposeString('id'),
    kind: t.expose('kind', { type: PolicyKindEnum }),
    name: t.exposeString('name'),
    document: t.exposeString('document', { description: 'JSON text as it was found.' }),
  }),
});
