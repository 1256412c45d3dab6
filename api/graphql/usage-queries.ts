import {
  hopUseOf,
  kindOf,
  nodeOf,
  reducedTrustOf,
  resolveRole,
  roleUsageOf,
  UnusedHops,
  usageOf,
} from '../answers/index.ts';
import { DEFAULT_DAYS } from '../../core/usage/window.ts';
import type { RequestContext } from './context.ts';
import { builder } from './builder.ts';
import { HopUseEnum } from './enums.ts';
import type { GenerationView } from './generation-view.ts';
import { generationOf, type Page, type PageArguments, pageOf, rangeOf } from './page.ts';
import { ExplanationType } from './types/explanation.ts';
import { HopType } from './types/hop.ts';
import { PrincipalType } from './types/principal.ts';
import { ReducedTrustType } from './types/reduced-trust.ts';
import {
  HopUsageType,
  HopUseConnection,
  type HopUseItem,
  RoleLogType,
  RoleUsageConnection,
  UsageType,
  UseConnection,
  type UseItem,
} from './types/usage.ts';

const DAYS = 'For how long nobody must have used a hop that is called unused.';
const NO_LOG = 'Null where no logs of CloudTrail were read.';

builder.queryFields((t) => {
  const days = t.arg.int({ defaultValue: DEFAULT_DAYS, description: DAYS });
  const paging = { first: t.arg.int({ defaultValue: 100 }), after: t.arg.string() };
  return {
    usage: t.field({
      extensions: { cost: 10_000 },
      type: UsageType,
      nullable: true,
      description: `What logs say of the use of hops, all in all. ${NO_LOG}`,
      args: { days },
      resolve: async (_query, { days: wanted }, context) => {
        const view = await context.current();
        const answer = await usageOf(view.graph, { days: wanted ?? undefined });
        return answer && { ...answer, view };
      },
    }),
    roleUsage: t.field({
      extensions: { cost: 10_000 },
      type: RoleUsageConnection,
      description: 'The same role by role: those with hops, but for service-linked ones; most unused hops first.',
      args: { days, ...paging },
      resolve: async (_query, { days: wanted, ...page }, context) => {
        const view = await generationOf(context, page);
        const answer = await usageOf(view.graph, { days: wanted ?? undefined });
        const roles = (answer?.roles ?? []).toSorted((a, b) => b.unused - a.unused || b.hops - a.hops);
        return pageOf(view, roles, page, (role) => ({ ...role, view }));
      },
    }),
    unusedHops: t.field({
      extensions: { cost: 10_000 },
      type: HopUseConnection,
      description: 'Hops that nobody used, where the log covers that time; by role.',
      args: { days, ...paging },
      resolve: async (_query, { days: wanted, ...page }, context) => {
        const view = await generationOf(context, page);
        const answer = await usageOf(view.graph, { days: wanted ?? undefined });
        if (answer === null) return pageOf(view, [], page, (use: HopUseItem) => use);
        const unused = new UnusedHops(view.graph, answer);
        const { start, end } = rangeOf(page);
        const hops = await unused.slice(start, end);
        return pageOf(view, { length: unused.length, slice: () => hops }, page, (hop) => ({ ...hop, view }));
      },
    }),
    hopUses: t.field({
      extensions: { cost: 1000 },
      type: HopUseConnection,
      description: 'The hops into a role with what was used of each: those used last first.',
      args: {
        role: t.arg.string({ required: true, description: 'ARN, or ACCOUNT/NAME.' }),
        status: t.arg({ type: HopUseEnum }),
        days,
        ...paging,
      },
      resolve: async (_query, { role, status, days: wanted, ...page }, context) => {
        const view = await generationOf(context, page);
        const node = resolveRole(view.graph, role);
        const answer = await roleUsageOf(view.graph, node, { days: wanted ?? undefined });
        const hops = (answer?.hops ?? [])
          .filter((hop) => !status || hop.status === status)
          .toSorted((a, b) => lastOf(b).localeCompare(lastOf(a)));
        return pageOf(view, hops, page, (hop) => ({ ...hop, view }));
      },
    }),
    usesWithoutHop: t.field({
      extensions: { cost: 10_000 },
      type: UseConnection,
      description: 'Calls that were allowed, and that the graph does not know as a hop; those to look at first.',
      args: paging,
      resolve: (_query, page, context) => usesPage(context, page, 'withoutHop'),
    }),
    refusedUses: t.field({
      extensions: { cost: 10_000 },
      type: UseConnection,
      description: 'Calls that were refused, the latest first.',
      args: paging,
      resolve: (_query, page, context) => usesPage(context, page, 'refused'),
    }),
    reducedTrustPolicy: t.field({
      extensions: { cost: 5000 },
      type: ReducedTrustType,
      description:
        'The trust policy of a role reduced to those who used it, and what that would change. Changes nothing.',
      args: {
        role: t.arg.string({ required: true, description: 'ARN, or ACCOUNT/NAME.' }),
        days,
        keep: t.arg.stringList({ description: 'Principals that must not lose access, used or not.' }),
      },
      resolve: async (_query, { role, days: wanted, keep }, context) => {
        const { graph } = await context.current();
        return reducedTrustOf(graph, resolveRole(graph, role), { days: wanted ?? undefined, keep: keep ?? [] });
      },
    }),
  };
});

builder.objectFields(HopType, (t) => ({
  usage: t.field({
    extensions: { cost: 2 },
    type: HopUsageType,
    nullable: true,
    description: `${NO_LOG} Also of hops into sessions.`,
    args: { days: t.arg.int({ defaultValue: DEFAULT_DAYS, description: DAYS }) },
    resolve: ({ view, hop }, { days }) => useBetween(view, hop, days),
  }),
}));

builder.objectFields(ExplanationType, (t) => ({
  usage: t.field({
    extensions: { cost: 2 },
    type: HopUsageType,
    nullable: true,
    description: `Also where there is no hop: then calls that were allowed are something to look at. ${NO_LOG}`,
    args: { days: t.arg.int({ defaultValue: DEFAULT_DAYS, description: DAYS }) },
    resolve: ({ view, explanation }, { days }) => useBetween(view, explanation, days),
  }),
}));

async function useBetween(
  view: GenerationView,
  { from, to }: { readonly from: string; readonly to: string },
  days: number | null | undefined,
) {
  const ends = { from: nodeOf(view.graph, from), to: nodeOf(view.graph, to) };
  const use = await hopUseOf(view.graph, ends, { days: days ?? undefined });
  return use && { ...use, view };
}

builder.objectFields(PrincipalType, (t) => ({
  usage: t.field({
    extensions: { cost: 100 },
    type: RoleLogType,
    nullable: true,
    description: `Of a role; null of anything else. ${NO_LOG}`,
    args: { days: t.arg.int({ defaultValue: DEFAULT_DAYS, description: DAYS }) },
    resolve: ({ view, node }, { days }) =>
      kindOf(view.graph.catalog, node) === 'Role' ? roleUsageOf(view.graph, node, { days: days ?? undefined }) : null,
  }),
}));

const lastOf = ({ pair }: Pick<HopUseItem, 'pair'>): string => pair?.allowed?.last ?? '';

async function usesPage(
  context: RequestContext,
  page: PageArguments,
  which: 'withoutHop' | 'refused',
): Promise<Page<UseItem>> {
  const view: GenerationView = await generationOf(context, page);
  const answer = await usageOf(view.graph);
  const items: readonly Omit<UseItem, 'view'>[] =
    which === 'refused' ? (answer?.refused ?? []).map((use) => ({ use, reason: null })) : (answer?.withoutHop ?? []);
  return pageOf(view, items, page, (item) => ({ ...item, view }));
}
