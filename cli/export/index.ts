import type { Catalog, Topology } from '../../core/graph/topology.ts';
import type { GraphReader } from '../../store/index.ts';
import { csv } from './csv.ts';
import { cypher } from './cypher.ts';
import { UsageError } from '../exit.ts';
import { FINDING_FORMATS } from './findings.ts';
import type { ExportFormat } from './format.ts';
import { graphml } from './graphml.ts';
import { jsonl } from './jsonl.ts';

/** export: the access graph as text for other tools, in pieces, so that ten million edges need no memory. */

export const EXPORT_FORMATS = { jsonl, csv, graphml, cypher } as const satisfies Record<string, ExportFormat>;
export type ExportFormatName = keyof typeof EXPORT_FORMATS;

/** Nodes or hop classes read from the store at a time. */
const PAGE = 1000;

/** Every principal, in the order of their ids. */
export async function* exportNodes(reader: GraphReader, formatName: ExportFormatName): AsyncIterable<string> {
  const format: ExportFormat['nodes'] = EXPORT_FORMATS[formatName].nodes;
  yield format.head;
  for (const page of pages((await reader.topology()).nodeCount)) {
    yield* format.page(await reader.principals(page), page[0]!);
  }
  yield format.tail;
}

/** Every edge: hop classes spelled out. */
export async function* exportEdges(reader: GraphReader, formatName: ExportFormatName): AsyncIterable<string> {
  const format: ExportFormat['edges'] = EXPORT_FORMATS[formatName].edges;
  const [topology, catalog] = await Promise.all([reader.topology(), reader.catalog()]);
  const endpoints = endpointsOf(catalog, format.endpoint);
  yield* format.head(catalog);
  for (const page of pages(topology.hopSources.length)) {
    const details = await reader.hops(page);
    for (const [i, hopClass] of page.entries()) {
      const sources = members(topology, topology.hopSources[hopClass]!).map(endpoints);
      const targets = members(topology, topology.hopTargets[hopClass]!).map(endpoints);
      yield* joined(format.hopClass(details[i]!, sources, targets));
    }
  }
  yield format.tail;
}

/** Every finding of Access Analyzer about a role. @throws UsageError for a format that has no place for them */
export async function* exportFindings(reader: GraphReader, formatName: ExportFormatName): AsyncIterable<string> {
  if (formatName !== 'jsonl' && formatName !== 'csv')
    throw new UsageError(
      'Findings are exported as jsonl or csv; a Neo4j store has them as (:Finding)-[:ABOUT]->(:Role).',
    );
  yield* FINDING_FORMATS[formatName](await reader.findings());
}

/** The pieces, put together to about 64 kB each: handing over every edge by itself would take longer than making it. */
function* joined(pieces: Iterable<string>): Iterable<string> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < 65_536) continue;
    yield text;
    text = '';
  }
  yield text;
}

function* pages(count: number): Iterable<number[]> {
  for (let start = 0; start < count; start += PAGE) {
    yield Array.from({ length: Math.min(PAGE, count - start) }, (_, i) => start + i);
  }
}

const members = ({ setOffsets, setMembers }: Topology, set: number): number[] =>
  Array.from(setMembers.subarray(setOffsets[set], setOffsets[set + 1]));

/** Endpoints by position, each encoded when it is first needed. */
function endpointsOf({ ids }: Catalog, encode: (id: string, node: number) => string): (node: number) => string {
  const encoded: string[] = [];
  return (node) => (encoded[node] ??= encode(ids[node]!, node));
}
