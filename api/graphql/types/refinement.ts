import type { LastUse } from '../../../core/refine/action-use.ts';
import type { GrantedAction, GrantedService, UseCounts } from '../../../core/refine/permission-use.ts';
import type { Proof } from '../../../core/refine/prove-reduction.ts';
import type { KeptEntry, PolicyReduction } from '../../../core/refine/reduce-policy.ts';
import type { RefinedAnswer, RefineSummary } from '../../answers/index.ts';
import { builder } from '../builder.ts';
import { connectionType } from '../connection.ts';
import { EdgeVerdictEnum, PermissionUseEnum, ReductionOutcomeEnum } from '../enums.ts';
import type { GenerationView } from '../generation-view.ts';
import { checkedSize, MOST_ITEMS } from '../page.ts';
import { PolicyType } from './policy.ts';
import { PrincipalType } from './principal.ts';

/** What roles use of what they may do, and their policies without the rest. */

const UseCountsType = builder.objectRef<UseCounts>('UseCounts').implement({
  fields: (t) => ({
    used: t.exposeInt('used'),
    unused: t.exposeInt('unused'),
    notTracked: t.exposeInt('notTracked'),
  }),
});

const LastUseInterface = builder.interfaceRef<LastUse>('LastUse').implement({
  fields: (t) => ({
    use: t.expose('use', { type: PermissionUseEnum }),
    at: t.expose('at', {
      type: 'DateTime',
      nullable: true,
      description: 'The last attempt, also one that was denied.',
    }),
    region: t.exposeString('region', { nullable: true }),
  }),
});

const GrantedActionType = builder.objectRef<GrantedAction>('GrantedAction').implement({
  interfaces: [LastUseInterface],
  description: "An action that the role's own side allows, on some resource at least.",
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Without the service.' }),
    verdict: t.expose('verdict', {
      type: EdgeVerdictEnum,
      description: 'CONDITIONAL: on some resources, or under conditions.',
    }),
  }),
});

const GrantedActionsType = builder.objectRef<readonly GrantedAction[]>('GrantedActions').implement({
  fields: (t) => ({
    totalCount: t.int({ resolve: ({ length }) => length }),
    items: t.field({ type: [GrantedActionType], resolve: (actions) => [...actions] }),
  }),
});

const GrantedServiceType = builder.objectRef<GrantedService>('GrantedService').implement({
  interfaces: [LastUseInterface],
  fields: (t) => ({
    service: t.exposeString('service', { description: 'What its actions begin with: `s3`.' }),
    name: t.exposeString('name'),
    counts: t.field({ type: UseCountsType, description: 'Of its actions.', resolve: ({ counts }) => counts }),
    actions: t.field({
      type: GrantedActionsType,
      args: { use: t.arg({ type: [PermissionUseEnum] }), limit: t.arg.int({ defaultValue: 100 }) },
      resolve: ({ actions }, { use, limit }) =>
        actions
          .filter((action) => use == null || use.includes(action.use))
          .slice(0, checkedSize('limit', limit ?? MOST_ITEMS, MOST_ITEMS)),
    }),
  }),
});

const KeptEntryType = builder.objectRef<KeptEntry>('KeptEntry').implement({
  fields: (t) => ({
    statement: t.exposeInt('statement', { description: 'Its position in the reduced document, from 0.' }),
    text: t.exposeString('text', { description: 'An entry of Action; NotAction stands for all that it matches.' }),
  }),
});

const PolicyReductionType = builder
  .objectRef<PolicyReduction & { readonly view: GenerationView }>('PolicyReduction')
  .implement({
    description: 'What becomes of an identity policy of a role.',
    fields: (t) => ({
      policyId: t.exposeID('policy'),
      policy: t.field({ type: PolicyType, nullable: true, resolve: ({ view, policy }) => view.policies.load(policy) }),
      name: t.exposeString('name'),
      awsManaged: t.exposeBoolean('awsManaged', { description: 'Only AWS can change it: to be replaced by another.' }),
      outcome: t.expose('outcome', { type: ReductionOutcomeEnum }),
      before: t.exposeString('before', { description: 'JSON text.' }),
      after: t.exposeString('after', { nullable: true, description: 'JSON text; null where nothing is left of it.' }),
      sizeAfter: t.int({
        nullable: true,
        description: 'Characters as IAM counts them.',
        resolve: ({ size }) => size.after,
      }),
      notTracked: t.field({
        type: [KeptEntryType],
        description: 'What stays though nothing that it matches is known to be used.',
        resolve: ({ notTracked }) => [...notTracked],
      }),
    }),
  });

const ReductionProofType = builder.objectRef<Proof>('ReductionProof').implement({
  description: 'Whether the reduced policies together allow nothing new, and decide all that may be used as before.',
  fields: (t) => ({
    holds: t.exposeBoolean('holds'),
    decided: t.exposeInt('decided', { description: 'Known actions that were decided before and after.' }),
    same: t.exposeInt('same', { description: 'Those of them that may be used.' }),
    failure: t.exposeString('failure', { nullable: true }),
  }),
});

export type RefinementSource = RefinedAnswer & { readonly view: GenerationView };

export const RefinementType = builder.objectRef<RefinementSource>('Refinement').implement({
  description: 'What a role uses of what it may do, as IAM reports it, and its policies without the rest.',
  fields: (t) => ({
    role: t.field({ type: PrincipalType, resolve: ({ view, node }) => ({ view, node }) }),
    known: t.exposeBoolean('known', { description: 'False: IAM was not asked, and nothing is known to be unused.' }),
    serviceCounts: t.field({ type: UseCountsType, resolve: ({ counts }) => counts.services }),
    actionCounts: t.field({ type: UseCountsType, resolve: ({ counts }) => counts.actions }),
    services: t.field({ type: [GrantedServiceType], resolve: ({ services }) => [...services] }),
    policies: t.field({
      type: [PolicyReductionType],
      resolve: ({ view, policies }) => policies.map((policy) => ({ ...policy, view })),
    }),
    proof: t.field({
      type: ReductionProofType,
      nullable: true,
      description: 'Null where no policy is reduced.',
      resolve: ({ proof }) => proof,
    }),
    notes: t.stringList({ resolve: ({ notes }) => [...notes] }),
  }),
});

export type RefinementItem = RefineSummary & { readonly view: GenerationView };

export const RefinementConnection = connectionType<RefinementItem>(
  'Refinement',
  (t) => ({
    role: t.field({ type: PrincipalType, resolve: ({ view, role }) => ({ view, node: role }) }),
    known: t.boolean({ resolve: ({ known }) => known }),
    serviceCounts: t.field({ type: UseCountsType, resolve: ({ counts }) => counts.services }),
    actionCounts: t.field({ type: UseCountsType, resolve: ({ counts }) => counts.actions }),
    smallerPolicies: t.int({
      description: 'How many of its policies are reduced or detached.',
      resolve: ({ policies }) => policies.reduced + policies.detach,
    }),
    proven: t.boolean({
      nullable: true,
      description: 'Null where no policy is reduced.',
      resolve: ({ proven }) => proven,
    }),
  }),
  { description: 'Roles reachable from outside the zone of trust, with how much they use of what they may do.' },
);
