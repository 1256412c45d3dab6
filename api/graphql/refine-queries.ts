import { externalAccess, refined, refineSummary } from '../answers/index.ts';
import { builder } from './builder.ts';
import { OutsideKindEnum } from './enums.ts';
import { BY, ZONE } from './external-queries.ts';
import { checkedSize, generationOf, pageOf } from './page.ts';
import { RefinementConnection, type RefinementItem, RefinementType } from './types/refinement.ts';

/** Of each, every action of AWS may have to be decided twice. */
const MOST_REFINED = 100;

builder.queryFields((t) => ({
  refinement: t.field({
    extensions: { cost: 20_000 },
    type: RefinementType,
    description: 'What a role uses of what it may do, and its policies without the rest.',
    args: { role: t.arg.string({ required: true }) },
    resolve: async (_query, { role }, context) => {
      const view = await context.current();
      return { view, ...(await refined(view.graph, role)) };
    },
  }),
  refinements: t.field({
    extensions: { cost: 100_000 },
    type: RefinementConnection,
    description: `The same in short of the roles reachable from outside the zone of trust; ${MOST_REFINED} a page at most.`,
    args: {
      zone: t.arg.stringList({ description: ZONE }),
      by: t.arg({ type: [OutsideKindEnum], description: BY }),
      first: t.arg.int({ defaultValue: 20 }),
      after: t.arg.string(),
    },
    resolve: async (_query, { zone, by, first, after }, context) => {
      const page = { first: checkedSize('first', first ?? MOST_REFINED, MOST_REFINED), after };
      const view = await generationOf(context, page);
      const { roles } = await externalAccess(view.graph, { zone: zone ?? undefined, by: by ?? undefined });
      const { edges, ...rest } = pageOf(view, roles, page, ({ role }) => ({ role }));
      const items: (RefinementItem & { readonly cursor: string })[] = [];
      for (const { role, cursor } of edges) items.push({ ...(await refineSummary(view.graph, role)), view, cursor });
      return { edges: items, ...rest };
    },
  }),
}));
