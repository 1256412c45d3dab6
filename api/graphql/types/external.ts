import type { FindingReason } from '../../../core/findings/reason.ts';
import {
  type ComparedFinding,
  type ExternalAnswer,
  type FindingsAnswer,
  OUTSIDE_KINDS,
  ownerOf,
  type OutsideKind,
  type RoleFromOutside,
} from '../../answers/index.ts';
import { builder } from '../builder.ts';
import { connectionType } from '../connection.ts';
import { EdgeVerdictEnum, FindingMatchEnum, FindingReasonEnum, OutsideKindEnum } from '../enums.ts';
import type { GenerationView } from '../generation-view.ts';
import { type Page, type PageArguments, pageOf } from '../page.ts';
import { AnalyzerType, FindingType } from './finding.ts';
import { PrincipalType } from './principal.ts';

type ExternalItem = RoleFromOutside & { readonly view: GenerationView };

export const externalPage = (
  view: GenerationView,
  { roles, otherRoles }: ExternalAnswer,
  page: PageArguments,
): Page<ExternalItem> & { readonly otherRoles: number } => ({
  otherRoles,
  ...pageOf(view, roles, page, (role) => ({ ...role, view })),
});

const OutsideCountType = builder.objectRef<{ kind: OutsideKind; count: number }>('OutsideCount').implement({
  fields: (t) => ({ kind: t.expose('kind', { type: OutsideKindEnum }), count: t.exposeInt('count') }),
});

export const ExternalAccessConnection = connectionType<ExternalItem, { readonly otherRoles: number }>(
  'ExternalAccess',
  (t) => ({
    role: t.field({ type: PrincipalType, resolve: ({ view, role }) => ({ view, node: role }) }),
    hops: t.int({
      description: 'Of the nearest from outside; more than 1: through a chain.',
      resolve: ({ hops }) => hops,
    }),
    verdict: t.field({ type: EdgeVerdictEnum, description: 'The best.', resolve: ({ verdict }) => verdict }),
    counts: t.field({
      type: [OutsideCountType],
      resolve: ({ counts }) => OUTSIDE_KINDS.map((kind) => ({ kind, count: counts[kind] })),
    }),
    sources: t.field({
      type: [PrincipalType],
      description: 'The nearest of those outside, five at most.',
      resolve: ({ view, sources }) => sources.map((node) => ({ view, node })),
    }),
    sourceCount: t.int({ resolve: ({ sourceCount }) => sourceCount }),
  }),
  {
    description: 'Roles reachable from outside the zone of trust.',
    fields: (t) => ({
      otherRoleCount: t.int({
        description: 'Roles that only those reach who were not asked for.',
        resolve: ({ otherRoles }) => otherRoles,
      }),
    }),
  },
);

type ComparedItem = ComparedFinding & { readonly view: GenerationView };

export const findingsPage = (
  view: GenerationView,
  answer: FindingsAnswer,
  page: PageArguments,
): Page<ComparedItem> & { readonly answer: FindingsAnswer } => ({
  answer,
  ...pageOf(view, answer.items, page, (item) => ({ ...item, view })),
});

const FindingReasonType = builder.objectRef<FindingReason>('FindingReason').implement({
  description: 'Why one of the two does not show what the other does, as far as can be told.',
  fields: (t) => ({ code: t.expose('code', { type: FindingReasonEnum }), text: t.exposeString('text') }),
});

export const FindingsConnection = connectionType<ComparedItem, { readonly answer: FindingsAnswer }>(
  'Findings',
  (t) => ({
    match: t.field({ type: FindingMatchEnum, resolve: ({ match }) => match }),
    role: t.field({
      type: PrincipalType,
      nullable: true,
      description: 'Null where the role is not in the snapshot.',
      resolve: ({ view, roleNode }) => (roleNode === null ? null : { view, node: roleNode }),
    }),
    roleArn: t.string({ nullable: true, resolve: ({ role }) => role }),
    accountId: t.string({ description: 'The account of the role.', resolve: ({ accountId }) => accountId }),
    kind: t.field({ type: OutsideKindEnum, description: 'By whom.', resolve: ({ kind }) => kind }),
    principal: t.string({
      nullable: true,
      description: 'Who is let in: `*`, an account, an ARN, a provider. Null of a chain.',
      resolve: ({ principal }) => principal?.id ?? null,
    }),
    vendor: t.string({
      nullable: true,
      description: 'Whose account it is known to be.',
      resolve: ({ view, principal }) => ownerOf(view.graph, principal),
    }),
    action: t.string({ nullable: true, resolve: ({ hop }) => hop?.action ?? null }),
    source: t.field({
      type: PrincipalType,
      nullable: true,
      description: 'What rolereach derived: one of those who come in so, of a chain the nearest.',
      resolve: ({ view, hop, chain }) => {
        const node = hop?.source ?? chain?.source;
        return node === undefined ? null : { view, node };
      },
    }),
    sourceCount: t.int({ resolve: ({ hop, chain }) => (hop ?? chain)?.sourceCount ?? 0 }),
    hops: t.int({ nullable: true, resolve: ({ hop, chain }) => chain?.hops ?? (hop === null ? null : 1) }),
    reason: t.field({ type: FindingReasonType, nullable: true, resolve: ({ reason }) => reason }),
    findings: t.field({ type: [FindingType], resolve: ({ findings }) => [...findings] }),
  }),
  {
    description: 'Access from outside as rolereach derives it beside what Access Analyzer reports.',
    fields: (t) => ({
      bothCount: t.int({ resolve: ({ answer }) => answer.counts.both }),
      onlyAccessAnalyzerCount: t.int({ resolve: ({ answer }) => answer.counts['only-access-analyzer'] }),
      onlyRolereachCount: t.int({ resolve: ({ answer }) => answer.counts['only-rolereach'] }),
      analyzers: t.field({ type: [AnalyzerType], resolve: ({ answer }) => [...answer.coverage.analyzers] }),
    }),
  },
);
