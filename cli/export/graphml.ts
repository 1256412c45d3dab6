import type { Catalog } from '../../core/graph/topology.ts';
import { PRINCIPAL_KINDS } from '../../core/model/principal.ts';
import type { ExportFormat } from './format.ts';
import { evidenceText, nodeRecord } from './records.ts';

const NODE_KEYS = {
  id: 'string',
  kind: 'string',
  name: 'string',
  accountId: 'string',
  inOrganization: 'boolean',
  path: 'string',
  uniqueId: 'string',
  vendor: 'string',
  serviceLinked: 'boolean',
  description: 'string',
  maxSessionDuration: 'int',
  lastUsed: 'string',
  tags: 'string',
} as const;

const EDGE_KEYS = {
  action: 'string',
  verdict: 'string',
  mechanism: 'string',
  conditions: 'string',
  evidence: 'string',
} as const;

/** For Gephi, yEd, NetworkX and the like. A node's id in the file is `n` and its position: an ARN is no XML name token. */
export const graphml: ExportFormat = {
  nodes: {
    head: head(NODE_KEYS, {}),
    *page(principals, first) {
      for (const [i, principal] of principals.entries()) {
        const record = nodeRecord(principal);
        const tags = Object.entries(record.tags).map(([key, value]) => `${key}=${value}`);
        yield node(first + i, { ...record, tags: tags.join('; ') || null });
      }
    },
    tail: '</graph>\n</graphml>\n',
  },
  edges: {
    *head(catalog) {
      yield head(pick(NODE_KEYS, ['id', 'kind', 'name', 'accountId', 'inOrganization']), EDGE_KEYS);
      yield* catalogNodes(catalog);
    },
    endpoint: (_id, position) => `n${position}`,
    *hopClass({ action, verdict, mechanism, conditions, evidence }, sources, targets) {
      const shared = data({
        action,
        verdict,
        mechanism,
        conditions: conditions.join('; '),
        evidence: evidence.map(evidenceText).join('; '),
      });
      for (const from of sources)
        for (const to of targets) yield `<edge source="${from}" target="${to}">${shared}</edge>\n`;
    },
    tail: '</graph>\n</graphml>\n',
  },
};

/** An edge may only join nodes of its own file. */
function* catalogNodes({ ids, names, kinds, accountIds, inOrganization }: Catalog): Iterable<string> {
  for (const [i, id] of ids.entries()) {
    yield node(i, {
      id,
      kind: PRINCIPAL_KINDS[kinds[i]!]!,
      name: names[i]!,
      accountId: accountIds[i]!,
      inOrganization: inOrganization[i] === 1,
    });
  }
}

type Values = Readonly<Record<string, string | number | boolean | null>>;

const node = (position: number, values: Values): string => `<node id="n${position}">${data(values)}</node>\n`;

const data = (values: Values): string =>
  Object.entries(values)
    .map(([key, value]) => (value === null ? '' : `<data key="${key}">${xml(String(value))}</data>`))
    .join('');

type Keys = Readonly<Record<string, string>>;

function head(nodeKeys: Keys, edgeKeys: Keys): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n',
    ...keys('node', nodeKeys),
    ...keys('edge', edgeKeys),
    '<graph id="access" edgedefault="directed">\n',
  ].join('');
}

function keys(on: 'node' | 'edge', types: Keys): string[] {
  return Object.entries(types).map(
    ([key, type]) => `<key id="${key}" for="${on}" attr.name="${key}" attr.type="${type}"/>\n`,
  );
}

const pick = <T, K extends keyof T>(from: T, keys: readonly K[]) =>
  Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

// What XML 1.0 cannot hold even as a character reference, and half surrogate pairs.
// oxlint-disable-next-line no-control-regex
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/gu;

const xml = (text: string): string =>
  text
    .replace(NOT_XML, '\ufffd')
    .replace(/[&<>"']/g, (c) => ENTITIES[c]!)
    .replaceAll('\r', '&#13;');
