import type { NodeIndex } from '../../../core/model/access-graph.ts';
import type { AttachedPolicy, Principal, RoleDetails } from '../../../core/model/principal.ts';
import { findById, kindOf } from '../../answers/index.ts';
import { builder } from '../builder.ts';
import { PrincipalKindEnum, SideEnum } from '../enums.ts';
import type { GenerationView } from '../generation-view.ts';
import { AccountType, accountOf } from './account.ts';
import { FindingType } from './finding.ts';
import { PolicyType } from './policy.ts';

/** A principal: what the catalog knows of it needs no read, the rest is read with others. */
export interface PrincipalSource {
  readonly view: GenerationView;
  readonly node: NodeIndex;
}

const details = ({ view, node }: PrincipalSource): Promise<Principal> => view.principals.load(node);

const inOrganization = ({ view, node }: PrincipalSource): boolean => view.graph.catalog.inOrganization[node] === 1;

const TagType = builder.objectRef<{ key: string; value: string }>('Tag').implement({
  fields: (t) => ({ key: t.exposeString('key'), value: t.exposeString('value') }),
});

const AttachedPolicyType = builder
  .objectRef<{ view: GenerationView; attached: AttachedPolicy }>('AttachedPolicy')
  .implement({
    fields: (t) => ({
      side: t.field({ type: SideEnum, resolve: ({ attached }) => attached.side }),
      group: t.string({
        nullable: true,
        description: 'Name of the group it comes from.',
        resolve: ({ attached }) => attached.group,
      }),
      policy: t.field({
        type: PolicyType,
        nullable: true,
        resolve: ({ view, attached }) => view.policies.load(attached.policy),
      }),
    }),
  });

const RoleDetailsType = builder.objectRef<RoleDetails>('RoleDetails').implement({
  fields: (t) => ({
    serviceLinked: t.exposeBoolean('serviceLinked'),
    description: t.exposeString('description', { nullable: true }),
    maxSessionDuration: t.exposeInt('maxSessionDuration', { nullable: true, description: 'Seconds.' }),
    lastUsed: t.expose('lastUsed', { type: 'DateTime', nullable: true }),
  }),
});

export const PrincipalType = builder.objectRef<PrincipalSource>('Principal');

builder.node(PrincipalType, {
  description:
    'Anyone or anything that may call STS. Wherever a principal is asked for, its reference is an ARN, a node id, or ACCOUNT/NAME where that is unique.',
  id: { resolve: ({ view, node }) => view.graph.catalog.ids[node]! },
  isTypeOf: (value) => typeof value === 'object' && value !== null && 'node' in value,
  loadOne: async (id, context) => {
    const view = await context.current();
    const node = findById(view.graph, id);
    return node === null ? null : { view, node };
  },
  fields: (t) => ({
    nodeId: t.string({
      description: 'Stable over runs: an ARN, or `service:…`, `federated:…`, `account:…`, `public:*`.',
      resolve: ({ view, node }) => view.graph.catalog.ids[node]!,
    }),
    kind: t.field({ type: PrincipalKindEnum, resolve: ({ view, node }) => kindOf(view.graph.catalog, node) }),
    name: t.string({ resolve: ({ view, node }) => view.graph.catalog.names[node]! }),
    accountId: t.string({ nullable: true, resolve: ({ view, node }) => view.graph.catalog.accountIds[node]! }),
    account: t.field({
      type: AccountType,
      nullable: true,
      resolve: ({ view: { graph }, node }) => accountOf(graph.structure, graph.catalog.accountIds[node]!),
    }),
    inOrganization: t.boolean({ resolve: inOrganization }),
    path: t.string({ nullable: true, resolve: async (source) => (await details(source)).path }),
    uniqueId: t.string({ nullable: true, resolve: async (source) => (await details(source)).uniqueId }),
    tags: t.field({
      type: [TagType],
      resolve: async (source) => Object.entries((await details(source)).tags).map(([key, value]) => ({ key, value })),
    }),
    vendor: t.string({
      nullable: true,
      description: 'Who owns an account outside the organization, where that is known.',
      // Without a read for those that every list is full of.
      resolve: async (source) => (inOrganization(source) ? null : (await details(source)).vendor),
    }),
    policies: t.field({
      type: [AttachedPolicyType],
      resolve: async (source) => (await details(source)).policies.map((attached) => ({ view: source.view, attached })),
    }),
    findings: t.field({
      type: [FindingType],
      description: 'What Access Analyzer says about the role, of whatever type.',
      resolve: async ({ view, node }) => {
        const findings = await view.findings();
        return [...(findings.get(view.graph.catalog.ids[node]!) ?? [])];
      },
    }),
    role: t.field({
      type: RoleDetailsType,
      nullable: true,
      description: 'Null for anything but a role.',
      resolve: async (source) => (await details(source)).role,
    }),
  }),
});
