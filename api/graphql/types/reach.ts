import { hopsOfChains, type Reached, type ReachAnswer } from '../../answers/index.ts';
import { builder } from '../builder.ts';
import { connectionType } from '../connection.ts';
import { EdgeVerdictEnum } from '../enums.ts';
import type { GenerationView } from '../generation-view.ts';
import { checkedSize, type Page, type PageArguments, pageOf } from '../page.ts';
import { DiagnosticType } from './diagnostic.ts';
import { type HopSource, HopType } from './hop.ts';
import { PrincipalType } from './principal.ts';

/** Hops in one answer, at most. */
const MOST_HOPS = 5000;

interface ReachSource {
  readonly view: GenerationView;
  readonly answer: ReachAnswer;
}

export type ReachPage = Page<Reached & { readonly view: GenerationView }> & ReachSource;

export const reachPage = (view: GenerationView, answer: ReachAnswer, page: PageArguments): ReachPage => ({
  view,
  answer,
  ...pageOf(view, answer.reached, page, (reached) => ({ ...reached, view })),
});

const HopListType = builder.objectRef<{ items: HopSource[]; totalCount: number }>('HopList').implement({
  fields: (t) => ({
    items: t.expose('items', { type: [HopType] }),
    totalCount: t.exposeInt('totalCount'),
  }),
});

export const ReachConnection = connectionType<Reached & { readonly view: GenerationView }, ReachSource>(
  'Reach',
  (t) => ({
    node: t.field({ type: PrincipalType, resolve: ({ view, node }) => ({ view, node }) }),
    hops: t.int({ description: 'The fewest hops for its verdict.', resolve: ({ hops }) => hops }),
    verdict: t.field({
      type: EdgeVerdictEnum,
      description: 'The best over all chains.',
      resolve: ({ verdict }) => verdict,
    }),
  }),
  {
    description: 'What was reached from the target, nearest first.',
    fields: (t) => ({
      target: t.field({ type: PrincipalType, resolve: ({ view, answer }) => ({ view, node: answer.origin }) }),
      allowedCount: t.int({
        resolve: ({ answer }) => answer.reached.filter(({ verdict }) => verdict === 'ALLOWED').length,
      }),
      externalCount: t.int({
        description: 'How many are outside the zone of trust.',
        resolve: ({ answer }) => answer.reached.filter(({ node }) => answer.inside[node] === 0).length,
      }),
      countsByHops: t.intList({
        description: 'How many are at each distance: item 0 is 1 hop away.',
        resolve: ({ answer }) => countsByHops(answer.reached),
      }),
      complete: t.boolean({
        description: 'False where something that could not be read may change the answer; the diagnostics say what.',
        resolve: ({ answer }) => answer.complete,
      }),
      diagnostics: t.field({ type: [DiagnosticType], resolve: ({ answer }) => [...answer.diagnostics] }),
      hops: t.field({
        type: HopListType,
        description:
          'Hops among the target and the principals of this page, those towards the target first; at most `limit`.',
        args: { limit: t.arg.int({ defaultValue: 2000 }) },
        resolve: async ({ view, answer, edges }, { limit }) => {
          const most = checkedSize('limit', limit ?? MOST_HOPS, MOST_HOPS);
          const { hops, totalCount } = await hopsOfChains(view.graph, answer, edges, most);
          return { items: hops.map((hop) => ({ view, hop })), totalCount };
        },
      }),
    }),
  },
);

/** Those reached come nearest first, so that the last is the farthest. */
function countsByHops(reached: readonly Reached[]): number[] {
  const counts = Array.from({ length: reached.at(-1)?.hops ?? 0 }, () => 0);
  for (const { hops } of reached) counts[hops - 1]! += 1;
  return counts;
}
