import type { LoadedGeneration } from '../../../api/answers/index.ts';
import type { NodeIndex } from '../../../core/model/access-graph.ts';
import type { PrincipalKind } from '../../../core/model/principal.ts';
import type { Credentials } from './credentials.ts';

/**
 * Reports in the columns of k9 ("k9 Security"), for whoever reads those already: a row a fact, each with the time of the
 * analysis, in the same order from day to day.
 */
export interface Report {
  /** Without `analysis_time`, which comes first in every report. */
  readonly columns: readonly string[];
  /** One value a column. */
  readonly rows: (source: ReportSource) => AsyncIterable<ReportRow>;
}

export type ReportRow = readonly (string | boolean)[];

export interface ReportSource {
  readonly graph: LoadedGeneration;
  readonly credentials: Credentials | null;
}

/** k9 knows the first two; a role may be used by others too. */
export const PRINCIPAL_TYPES: Readonly<Record<PrincipalKind, string>> = {
  User: 'IAMUser',
  Role: 'IAMRole',
  Session: 'IAMRoleSession',
  Service: 'AWSService',
  Federated: 'FederatedIdentity',
  ExternalAccount: 'AWSAccount',
  External: 'ExternalPrincipal',
  Public: 'Public',
};

/** The tags in order of their keys, as JSON. */
export const tagsText = (tags: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(tags).toSorted(([a], [b]) => (a < b ? -1 : 1))));

/** The value of a tag that k9 reads by its name (`BusinessUnit`), however its key is written: `business-unit`. */
export function tagNamed(tags: Readonly<Record<string, string>>, name: string): string {
  return Object.entries(tags).find(([key]) => plain(key) === plain(name))?.[1] ?? '';
}

const plain = (key: string): string => key.replaceAll(/[\s_-]/g, '').toLowerCase();

/** Nodes of some kinds, in the order of their ids, some at a time. */
export function* pagesOf({ projection }: LoadedGeneration, isMeant: (node: NodeIndex) => boolean) {
  let page: NodeIndex[] = [];
  for (let node = 0; node < projection.nodeCount; node++) {
    if (!isMeant(node)) continue;
    page.push(node);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

const PAGE = 1000;
