import { PRINCIPAL_KINDS } from '../../core/model/principal.ts';
import type { ExportFormat } from './format.ts';
import { evidenceText, nodeRecord } from './records.ts';

/** Rows a statement: a few hundred kilobytes of script each. */
const BATCH = 500;

/**
 * A script for another Neo4j database: run that of the nodes first, then that of the edges. One statement a line, so
 * that `cypher-shell` and a simple splitter both read it; running it again changes nothing.
 */
export const cypher: ExportFormat = {
  nodes: {
    head: 'CREATE CONSTRAINT rolereach_export IF NOT EXISTS FOR (p:Principal) REQUIRE p.id IS UNIQUE;\n',
    *page(principals) {
      for (const kind of PRINCIPAL_KINDS) {
        for (const batch of batches(principals.filter((principal) => principal.kind === kind))) {
          const rows = batch.map((principal) => {
            const { tags, ...record } = nodeRecord(principal);
            return literal({ ...record, tags: Object.entries(tags).map(([key, value]) => `${key}=${value}`) });
          });
          yield `UNWIND [${rows.join(',')}] AS row MERGE (p:Principal {id: row.id}) SET p:${kind}, p += row;\n`;
        }
      }
    },
    tail: '',
  },
  edges: {
    head: () => [],
    endpoint: (id) => literal(id),
    *hopClass({ action, verdict, mechanism, conditions, evidence }, sources, targets) {
      const properties = literal({ verdict, mechanism, conditions, evidence: evidence.map(evidenceText) });
      for (const from of batches(sources)) {
        for (const to of batches(targets, Math.ceil(BATCH / from.length))) {
          yield (
            `UNWIND [${from.join(',')}] AS source UNWIND [${to.join(',')}] AS target ` +
              'MATCH (a:Principal {id: source}), (b:Principal {id: target}) ' +
              `MERGE (a)-[hop:CAN_ASSUME {action: ${literal(action)}}]->(b) SET hop += ${properties};\n`
          );
        }
      }
    },
    tail: '',
  },
};

function* batches<T>(items: readonly T[], size = BATCH): Iterable<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

type Literal = string | number | boolean | null | readonly string[] | { readonly [key: string]: Literal };

/** A value as Cypher source. Keys are the product's own; strings are anyone's. */
export function literal(value: Literal): string {
  if (typeof value === 'string') return stringLiteral(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(',')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${key}: ${literal(item)}`)
    .join(', ')}}`;
}

/** Quotes, backslashes and controls are escaped, so that nothing of the data ends the string, the line or the statement. */
const stringLiteral = (text: string): string => `'${text.replace(SPECIAL, escaped)}'`;

// oxlint-disable-next-line no-control-regex
const SPECIAL = /['\\\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

const escaped = (c: string): string =>
  c === "'" || c === '\\' ? `\\${c}` : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
