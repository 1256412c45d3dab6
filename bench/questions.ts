import type { Question } from './asking.ts';

/** What the explorer asks, with all that it shows, and the first page of an answer with its counts. */

const PRINCIPAL = `fragment P on Principal {
  id nodeId kind name accountId inOrganization vendor account { accountId name }
}`;
const DIAGNOSTIC = 'fragment D on Diagnostic { code severity message principalId accountId }';
const HOP = 'fragment H on Hop { action verdict mechanism conditions notes }';

const COUNTS = 'totalCount allowedCount externalCount countsByHops complete diagnostics { ...D }';
const REACHED = 'target { ...P } edges { hops verdict node { ...P } } pageInfo { hasNextPage endCursor }';
const LINES = 'hops(limit: 2000) { totalCount items { ...H from { nodeId } to { nodeId } } }';

const asking =
  (query: string) =>
  (variables: Record<string, unknown>): Question => ({ query, variables });

const WHO = 'query($ref: String!) { answer: whoCanReach(role: $ref, first:';
const FROM = 'query($ref: String!) { answer: reachableFrom(principal: $ref, first:';

export const whoPage = asking(`${WHO} 100) { ${REACHED} ${COUNTS} } } ${PRINCIPAL} ${DIAGNOSTIC}`);
export const fromPage = asking(`${FROM} 100) { ${REACHED} ${COUNTS} } } ${PRINCIPAL} ${DIAGNOSTIC}`);
export const whoPicture = asking(`${WHO} 500) { ${REACHED} ${COUNTS} ${LINES} } } ${PRINCIPAL} ${DIAGNOSTIC} ${HOP}`);
export const fromPicture = asking(`${FROM} 500) { ${REACHED} ${COUNTS} ${LINES} } } ${PRINCIPAL} ${DIAGNOSTIC} ${HOP}`);

export const paths = asking(`query($from: String!, $to: String!) {
  paths(from: $from, to: $to, k: 10) {
    from { ...P } to { ...P } truncated complete diagnostics { ...D }
    paths { verdict notes condition { sentence contradiction } hops { id ...H from { ...P } to { ...P } } }
  }
} ${PRINCIPAL} ${DIAGNOSTIC} ${HOP}`);

export const explanation = asking(`query($from: String!, $to: String!) {
  explain(from: $from, to: $to) {
    from { ...P } to { ...P } action verdict conditions
    decisions { side policyId policy { id policyId kind name document } statement sid effect matched why }
  }
} ${PRINCIPAL}`);

export const principal = asking(`query($ref: String!) {
  principal(ref: $ref) {
    ...P path uniqueId tags { key value } policies { side group policy { id policyId kind name } }
    role { serviceLinked description maxSessionDuration lastUsed }
    account { accountId name status collected inOrganization organizationalUnits }
  }
} ${PRINCIPAL}`);

export const status = asking(`{
  status {
    version store organizationId cypher
    generation { loadedAt principals roles accounts edges diagnosticCount }
    diagnostics(first: 50) { totalCount edges { node { ...D } } }
  }
} ${DIAGNOSTIC}`);

export const search = asking(`query($text: String!) {
  search(text: $text, first: 12) { totalCount edges { node { ...P } } }
} ${PRINCIPAL}`);
