import { graphql, type ResultOf } from './graphql.ts';

/** What every list and card shows of a principal. */
export const PrincipalSummary = graphql(`
  fragment PrincipalSummary on Principal {
    id
    nodeId
    kind
    name
    accountId
    inOrganization
    vendor
    account {
      accountId
      name
    }
  }
`);

export const DiagnosticDetails = graphql(`
  fragment DiagnosticDetails on Diagnostic {
    code
    severity
    message
    principalId
    accountId
  }
`);

/** Without its evidence, which is asked for when a hop is selected. */
export const HopSummary = graphql(`
  fragment HopSummary on Hop {
    action
    verdict
    mechanism
    conditions
    notes
  }
`);

export type Principal = ResultOf<typeof PrincipalSummary>;
export type PrincipalKind = Principal['kind'];
export type Diagnostic = ResultOf<typeof DiagnosticDetails>;
export type EdgeVerdict = ResultOf<typeof HopSummary>['verdict'];
/** An edge between two node ids. */
export type Hop = ResultOf<typeof HopSummary> & {
  from: { nodeId: string };
  to: { nodeId: string };
  /** Where it was asked for, and logs were read. */
  usage?: { status: HopUse } | null;
};
export type HopUse = 'USED' | 'UNUSED' | 'NOT_COVERED';
