import {
  accessSummary,
  capabilities,
  explain,
  paths,
  QuestionError,
  reachableFrom,
  resolvePrincipal,
  resolveRole,
  search,
  whoCanReach,
} from '../answers/index.ts';
import { checkPolicyText } from '../../resolve/index.ts';
import { builder } from './builder.ts';
import { AccessSummaryKindEnum, EdgeVerdictEnum, PolicyTypeEnum, PrincipalKindEnum } from './enums.ts';
import { ZONE } from './external-queries.ts';
import { generationOf, pageOf } from './page.ts';
import { AccessSummaryConnection, summaryPage } from './types/access-summary.ts';
import { CapabilityType } from './types/capability.ts';
import { CypherResultType } from './types/cypher.ts';
import { ExplanationType } from './types/explanation.ts';
import { GenerationType } from './types/generation.ts';
import { PathsResultType } from './types/paths.ts';
import { PolicyCheckType } from './types/policy-finding.ts';
import { PrincipalType } from './types/principal.ts';
import { ReachConnection, reachPage } from './types/reach.ts';
import { SearchConnection } from './types/search.ts';
import { StatusType } from './types/status.ts';

const CYPHER_LIMITS = { timeoutMs: 10_000, maxRows: 1000 };

builder.queryType({
  fields: (t) => ({
    status: t.field({
      type: StatusType,
      resolve: async (_query, _arguments, { store }) => ({ newest: (await store.generations())[0] ?? null }),
    }),
    search: t.field({
      extensions: { cost: 200 },
      type: SearchConnection,
      description: 'By part of a name, ARN or account id or name; best match first.',
      args: {
        text: t.arg.string({ required: true }),
        kinds: t.arg({ type: [PrincipalKindEnum] }),
        first: t.arg.int({ defaultValue: 20 }),
        after: t.arg.string(),
      },
      resolve: async (_query, { text, kinds, ...page }, context) => {
        const view = await generationOf(context, page);
        return pageOf(view, search(view.graph, text, kinds ?? undefined), page, (node) => ({ view, node }));
      },
    }),
    principal: t.field({
      type: PrincipalType,
      args: { ref: t.arg.string({ required: true }) },
      resolve: async (_query, { ref }, context) => {
        const view = await context.current();
        return { view, node: resolvePrincipal(view.graph, ref) };
      },
    }),
    role: t.field({
      type: PrincipalType,
      args: { ref: t.arg.string({ required: true }) },
      resolve: async (_query, { ref }, context) => {
        const view = await context.current();
        return { view, node: resolveRole(view.graph, ref) };
      },
    }),
    whoCanReach: t.field({
      extensions: { cost: 2000 },
      type: ReachConnection,
      args: {
        role: t.arg.string({ required: true }),
        maxHops: t.arg.int(),
        verdict: t.arg({ type: EdgeVerdictEnum }),
        externalOnly: t.arg.boolean({ defaultValue: false }),
        zone: t.arg.stringList({ description: ZONE }),
        first: t.arg.int({ defaultValue: 100 }),
        after: t.arg.string(),
      },
      resolve: async (_query, { role, maxHops, verdict, externalOnly, zone, ...page }, context) => {
        const view = await generationOf(context, page);
        const question = {
          maxHops: maxHops ?? undefined,
          verdict: verdict ?? undefined,
          externalOnly: externalOnly ?? false,
          zone: zone ?? undefined,
        };
        return reachPage(view, whoCanReach(view.graph, role, question), page);
      },
    }),
    reachableFrom: t.field({
      extensions: { cost: 2000 },
      type: ReachConnection,
      args: {
        principal: t.arg.string({ required: true }),
        maxHops: t.arg.int(),
        verdict: t.arg({ type: EdgeVerdictEnum }),
        externalOnly: t.arg.boolean({ defaultValue: false }),
        zone: t.arg.stringList({ description: ZONE }),
        first: t.arg.int({ defaultValue: 100 }),
        after: t.arg.string(),
      },
      resolve: async (_query, { principal, maxHops, verdict, externalOnly, zone, ...page }, context) => {
        const view = await generationOf(context, page);
        const question = {
          maxHops: maxHops ?? undefined,
          verdict: verdict ?? undefined,
          externalOnly: externalOnly ?? false,
          zone: zone ?? undefined,
        };
        return reachPage(view, reachableFrom(view.graph, principal, question), page);
      },
    }),
    accessSummary: t.field({
      extensions: { cost: 2000 },
      type: AccessSummaryConnection,
      description:
        'The roles that a principal can assume, or who can use a role: account by account, direct or through chains.',
      args: {
        principal: t.arg.string({ required: true }),
        kind: t.arg({ type: AccessSummaryKindEnum, defaultValue: 'principal' }),
        first: t.arg.int({ defaultValue: 100 }),
        after: t.arg.string(),
      },
      resolve: async (_query, { principal, kind, ...page }, context) => {
        const view = await generationOf(context, page);
        return summaryPage(view, accessSummary(view.graph, principal, kind ?? 'principal'), page);
      },
    }),
    capabilities: t.field({
      extensions: { cost: 2000 },
      type: [CapabilityType],
      description: 'What a user, role or session may do with STS, as far as its own policies have a say.',
      args: { principal: t.arg.string({ required: true }) },
      resolve: async (_query, { principal }, context) => {
        const view = await context.current();
        const answer = await capabilities(view.graph, principal);
        return answer.capabilities.map((capability) => ({ view, capability }));
      },
    }),
    paths: t.field({
      extensions: { cost: 5000 },
      type: PathsResultType,
      args: {
        from: t.arg.string({ required: true }),
        to: t.arg.string({ required: true }),
        k: t.arg.int({ defaultValue: 5 }),
      },
      resolve: async (_query, { from, to, k }, context) => {
        const view = await context.current();
        return { view, answer: await paths(view.graph, from, to, k ?? undefined) };
      },
    }),
    explain: t.field({
      extensions: { cost: 2000 },
      type: ExplanationType,
      args: { from: t.arg.string({ required: true }), to: t.arg.string({ required: true }) },
      resolve: async (_query, { from, to }, context) => {
        const view = await context.current();
        return { view, explanation: await explain(view.graph, from, to) };
      },
    }),
    validatePolicy: t.field({
      extensions: { cost: 500 },
      type: PolicyCheckType,
      description: 'Checks the text of a policy, offline. Its kind is found out where it is not given.',
      args: { document: t.arg.string({ required: true }), type: t.arg({ type: PolicyTypeEnum }) },
      resolve: async (_query, { document, type: given }) => {
        const { type, findings } = await checkPolicyText(document, given ?? null);
        if (type !== 'resource') return { type, findings };
        throw new QuestionError(
          'BAD_INPUT',
          'This is the policy of some resource, which is not checked; give "type" where it is not.',
        );
      },
    }),
    generations: t.field({
      type: [GenerationType],
      resolve: async (_query, _arguments, { store }) =>
        (await store.generations()).map((generation, index) => ({ generation, current: index === 0 })),
    }),
    cypher: t.field({
      extensions: { cost: 50000 },
      type: CypherResultType,
      description: 'Read-only; only on a Neo4j store.',
      args: { query: t.arg.string({ required: true }), parameters: t.arg({ type: 'JSON' }) },
      resolve: (_query, { query, parameters }, { store }) =>
        store.cypher(query, parametersOf(parameters), CYPHER_LIMITS),
    }),
  }),
});

/** @throws QuestionError */
function parametersOf(parameters: unknown): Record<string, unknown> {
  if (parameters === null || parameters === undefined) return {};
  if (typeof parameters === 'object' && !Array.isArray(parameters)) return parameters as Record<string, unknown>;
  throw new QuestionError('BAD_INPUT', '"parameters" must be an object: the name of each parameter and its value.');
}
