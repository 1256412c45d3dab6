import type { Calls, UsageCaller, Use } from '../../../core/model/usage.ts';
import type { HopUse } from '../../../core/usage/hop-use.ts';
import type { Window } from '../../../core/usage/window.ts';
import type { WithoutHopReason } from '../../../core/usage/without-hop.ts';
import {
  byWhom,
  type CoveredAccount,
  type RoleUsage,
  type RoleUsageAnswer,
  type UsageAnswer,
} from '../../answers/index.ts';
import { builder } from '../builder.ts';
import { connectionType } from '../connection.ts';
import { CallerKindEnum, HopUseEnum, WithoutHopReasonEnum } from '../enums.ts';
import type { GenerationView } from '../generation-view.ts';
import { AccountType, accountOf } from './account.ts';
import { PrincipalType } from './principal.ts';

/** What logs of CloudTrail tell. */

export const CallsType = builder.objectRef<Calls>('Calls').implement({
  fields: (t) => ({
    count: t.exposeInt('count'),
    first: t.expose('first', { type: 'DateTime' }),
    last: t.expose('last', { type: 'DateTime' }),
  }),
});

type AccountSource = CoveredAccount & { readonly view: GenerationView };

const LoggedAccountType = builder.objectRef<AccountSource>('LoggedAccount').implement({
  fields: (t) => ({
    accountId: t.exposeString('accountId'),
    account: t.field({
      type: AccountType,
      nullable: true,
      resolve: ({ view, accountId }) => accountOf(view.graph.structure, accountId),
    }),
    first: t.expose('first', { type: 'DateTime' }),
    last: t.expose('last', { type: 'DateTime' }),
    regions: t.stringList({ resolve: ({ regions }) => [...regions] }),
    actions: t.stringList({ description: 'What is logged at all.', resolve: ({ actions }) => [...actions] }),
    covered: t.exposeBoolean('covered', {
      description: 'Whether the log covers all of the time that was asked for.',
    }),
  }),
});

export const UsageType = builder.objectRef<UsageAnswer & { readonly view: GenerationView }>('Usage').implement({
  description:
    'What logs of CloudTrail say of the use of hops: up to the last event of all logs, and so many days before.',
  fields: (t) => ({
    days: t.int({ resolve: ({ window }) => window.days }),
    since: t.field({ type: 'DateTime', resolve: ({ window }) => window.since }),
    until: t.field({ type: 'DateTime', resolve: ({ window }) => window.until }),
    usedCount: t.int({ description: 'Hops.', resolve: ({ roles }) => sum(roles, 'used') }),
    unusedCount: t.int({ resolve: ({ roles }) => sum(roles, 'unused') }),
    notCoveredCount: t.int({ resolve: ({ roles }) => sum(roles, 'notCovered') }),
    withoutHopCount: t.int({ resolve: ({ withoutHop }) => withoutHop.length }),
    refusedCount: t.int({ description: 'Callers and roles.', resolve: ({ refused }) => refused.length }),
    withoutRole: t.exposeInt('withoutRole', { description: 'Calls that say no role.' }),
    exact: t.exposeBoolean('exact', { description: 'Whether no count is too high.' }),
    accounts: t.field({
      type: [LoggedAccountType],
      resolve: ({ view, accounts }) => accounts.map((account) => ({ ...account, view })),
    }),
  }),
});

const sum = (roles: readonly RoleUsage[], count: 'used' | 'unused' | 'notCovered'): number =>
  roles.reduce((total, role) => total + role[count], 0);

export type RoleUsageItem = RoleUsage & { readonly view: GenerationView };

export const RoleUsageConnection = connectionType<RoleUsageItem>('RoleUsage', (t) => ({
  role: t.field({ type: PrincipalType, resolve: ({ view, role }) => ({ view, node: role }) }),
  hops: t.int({ resolve: ({ hops }) => hops }),
  used: t.int({ resolve: ({ used }) => used }),
  unused: t.int({ resolve: ({ unused }) => unused }),
  notCovered: t.int({ resolve: ({ notCovered }) => notCovered }),
  allowed: t.field({ type: CallsType, nullable: true, resolve: ({ allowed }) => allowed }),
  refused: t.field({ type: CallsType, nullable: true, resolve: ({ refused }) => refused }),
}));

export interface HopUseItem extends HopUse {
  readonly view: GenerationView;
}

const byWhomOf = ({ pair }: HopUseItem) => byWhom(pair);

export const HopUsageType = builder.objectRef<HopUseItem & { readonly window: Window }>('HopUsage').implement({
  description: 'What was used of one hop.',
  fields: (t) => ({
    status: t.expose('status', { type: HopUseEnum }),
    days: t.int({ resolve: ({ window }) => window.days }),
    until: t.field({ type: 'DateTime', description: 'The end of those days.', resolve: ({ window }) => window.until }),
    allowed: t.field({
      type: CallsType,
      nullable: true,
      description: 'At any time.',
      resolve: ({ pair }) => pair?.allowed ?? null,
    }),
    refused: t.field({ type: CallsType, nullable: true, resolve: ({ pair }) => pair?.refused ?? null }),
    certain: t.boolean({
      description: 'Whether nobody else may have made the calls.',
      resolve: ({ pair }) => pair?.certain ?? true,
    }),
    sessions: t.stringList({ description: 'The first few.', resolve: (use) => [...byWhomOf(use).sessions] }),
    subjects: t.stringList({
      description: 'Of federated identities; the first few.',
      resolve: (use) => [...byWhomOf(use).subjects],
    }),
    sourceIdentities: t.stringList({ resolve: (use) => [...byWhomOf(use).sourceIdentities] }),
  }),
});

export const HopUseConnection = connectionType<HopUseItem>('HopUse', (t) => ({
  from: t.field({ type: PrincipalType, resolve: ({ view, from }) => ({ view, node: from }) }),
  to: t.field({ type: PrincipalType, resolve: ({ view, to }) => ({ view, node: to }) }),
  status: t.field({ type: HopUseEnum, resolve: ({ status }) => status }),
  allowed: t.field({ type: CallsType, nullable: true, resolve: ({ pair }) => pair?.allowed ?? null }),
  certain: t.boolean({ resolve: ({ pair }) => pair?.certain ?? true }),
}));

const CallerType = builder.objectRef<UsageCaller>('UsageCaller').implement({
  description: 'Who called, as far as the log tells.',
  fields: (t) => ({
    kind: t.expose('kind', { type: CallerKindEnum }),
    id: t.exposeString('id', { description: 'An ARN, a unique id, the name of a service, a provider, an account.' }),
    accountId: t.exposeString('accountId', { nullable: true }),
    uniqueId: t.exposeString('uniqueId', { nullable: true }),
    subject: t.exposeString('subject', { nullable: true }),
  }),
});

const ReasonType = builder.objectRef<WithoutHopReason>('WithoutHopReason').implement({
  description: 'Why calls that were allowed have no hop, as far as can be told.',
  fields: (t) => ({ code: t.expose('code', { type: WithoutHopReasonEnum }), text: t.exposeString('text') }),
});

export interface UseItem {
  readonly view: GenerationView;
  readonly use: Use;
  readonly reason: WithoutHopReason | null;
}

export const UseConnection = connectionType<UseItem>('Use', (t) => ({
  caller: t.field({ type: CallerType, resolve: ({ use }) => use.caller }),
  source: t.field({
    type: PrincipalType,
    nullable: true,
    description: 'Who it is, or may be, in the graph.',
    resolve: ({ view, use: { sources } }) => (sources.length === 0 ? null : { view, node: sources[0]! }),
  }),
  role: t.field({
    type: PrincipalType,
    nullable: true,
    resolve: ({ view, use: { roleNode } }) => (roleNode === null ? null : { view, node: roleNode }),
  }),
  roleArn: t.string({ resolve: ({ use }) => use.role }),
  action: t.string({ resolve: ({ use }) => use.action }),
  allowed: t.field({ type: CallsType, nullable: true, resolve: ({ use }) => use.allowed }),
  refused: t.field({ type: CallsType, nullable: true, resolve: ({ use }) => use.refused }),
  errors: t.stringList({ resolve: ({ use }) => [...use.errors] }),
  reason: t.field({
    type: ReasonType,
    nullable: true,
    description: 'Null of calls that were refused.',
    resolve: ({ reason }) => reason,
  }),
}));

export const RoleLogType = builder.objectRef<RoleUsageAnswer>('RoleLog').implement({
  description: 'What logs say of one role.',
  fields: (t) => ({
    days: t.int({ resolve: ({ window }) => window.days }),
    until: t.field({ type: 'DateTime', resolve: ({ window }) => window.until }),
    covered: t.exposeBoolean('covered', {
      description: "Whether the log of the role's account covers all of that time.",
    }),
    used: t.int({ description: 'Hops.', resolve: ({ hops }) => count(hops, 'used') }),
    unused: t.int({ resolve: ({ hops }) => count(hops, 'unused') }),
    notCovered: t.int({ resolve: ({ hops }) => count(hops, 'not-covered') }),
    withoutHop: t.int({ description: 'Callers that have no hop.', resolve: ({ withoutHop }) => withoutHop.length }),
    refused: t.int({
      description: 'Callers that were refused.',
      resolve: ({ uses }) => uses.filter(({ refused }) => refused !== null).length,
    }),
  }),
});

const count = (hops: readonly HopUse[], status: HopUse['status']): number =>
  hops.filter((hop) => hop.status === status).length;
