import { compareFindings, externalAccess } from '../answers/index.ts';
import { builder } from './builder.ts';
import { FindingMatchEnum, FindingStatusEnum, OutsideKindEnum } from './enums.ts';
import { generationOf } from './page.ts';
import { ExternalAccessConnection, externalPage, FindingsConnection, findingsPage } from './types/external.ts';

export const ZONE =
  'The zone of trust: accounts and organizational units, by id or name; the organization unless said.';
export const BY = 'By whom; all but services unless said.';

builder.queryFields((t) => ({
  externalAccess: t.field({
    extensions: { cost: 10_000 },
    type: ExternalAccessConnection,
    description: 'Every role reachable from outside the zone of trust, directly or through a chain of roles.',
    args: {
      zone: t.arg.stringList({ description: ZONE }),
      by: t.arg({ type: [OutsideKindEnum], description: BY }),
      first: t.arg.int({ defaultValue: 100 }),
      after: t.arg.string(),
    },
    resolve: async (_query, { zone, by, ...page }, context) => {
      const view = await generationOf(context, page);
      const question = { zone: zone ?? undefined, by: by ?? undefined };
      return externalPage(view, await externalAccess(view.graph, question), page);
    },
  }),
  findings: t.field({
    extensions: { cost: 20_000 },
    type: FindingsConnection,
    description: 'Access from outside as rolereach derives it beside what Access Analyzer reports; by role.',
    args: {
      zone: t.arg.stringList({ description: ZONE }),
      match: t.arg({ type: [FindingMatchEnum] }),
      status: t.arg({ type: [FindingStatusEnum], description: 'With a finding of this status.' }),
      kind: t.arg({ type: [OutsideKindEnum], description: BY }),
      account: t.arg.string({ description: 'The account of the role, by its id.' }),
      first: t.arg.int({ defaultValue: 100 }),
      after: t.arg.string(),
    },
    resolve: async (_query, { zone, match, status, kind, account, ...page }, context) => {
      const view = await generationOf(context, page);
      const question = {
        zone: zone ?? undefined,
        match: match ?? undefined,
        status: status ?? undefined,
        by: kind ?? undefined,
        account: account ?? undefined,
      };
      return findingsPage(view, await compareFindings(view.graph, question), page);
    },
  }),
}));
