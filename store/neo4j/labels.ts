import { PRINCIPAL_KINDS, type PrincipalKind } from '../../core/model/principal.ts';

/** What a node of the public graph is: its own label, and its name in a staging label. */
export type NodeKind =
  | PrincipalKind
  | 'Account'
  | 'OrganizationalUnit'
  | 'Organization'
  | 'Policy'
  | 'Evidence'
  | 'Finding';

export const NODE_KINDS: readonly NodeKind[] = [
  ...PRINCIPAL_KINDS,
  'Account',
  'OrganizationalUnit',
  'Organization',
  'Policy',
  'Evidence',
  'Finding',
];

const principalKinds: ReadonlySet<string> = new Set(PRINCIPAL_KINDS);

/** The label of a node until its generation is whole. */
export const stagedLabel = (kind: NodeKind): string => `Staged${kind}`;

/** As it stands in a query: `Principal:Role`, `Account`. */
export const publicLabels = (kind: NodeKind): string => (principalKinds.has(kind) ? `Principal:${kind}` : kind);

/**
 * What is indexed, by the name of its constraint or index. Public labels are of one generation at a time, so an id is
 * unique there, however many generations are kept.
 */
export const SCHEMA: ReadonlyMap<string, string> = new Map([
  ...['Principal', 'Account', 'OrganizationalUnit', 'Organization', 'Policy', 'Evidence', 'Finding', 'Generation'].map(
    (label) => unique(label, 'id'),
  ),
  unique('Chunk', 'key'),
  unique('Store', 'name'),
  unique('HistoryStep', 'number'),
  ['Role_id', 'CREATE INDEX Role_id IF NOT EXISTS FOR (n:Role) ON (n.id)'],
]);

function unique(label: string, property: string): [string, string] {
  const name = `${label}_${property}`;
  return [name, `CREATE CONSTRAINT ${name} IF NOT EXISTS FOR (n:${label}) REQUIRE n.${property} IS UNIQUE`];
}
