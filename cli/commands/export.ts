import { Argument, Option, type Command } from 'commander';
import { loadGeneration } from '../../api/answers/index.ts';
import { EXPORT_FORMATS, exportEdges, exportFindings, exportNodes, type ExportFormatName } from '../export/index.ts';
import {
  credentialsIn,
  REPORT_FORMATS,
  REPORTS,
  reportSheet,
  reportText,
  type ReportFormat,
  type ReportName,
} from '../export/reports/index.ts';
import { UsageError } from '../exit.ts';
import { snapshotOption, storeOption } from '../options.ts';
import { note, writeAll, writeBytes } from '../output/streams.ts';
import { snapshotDirectory, withReader } from '../store.ts';

const GRAPH_EXPORTS = { nodes: exportNodes, edges: exportEdges, findings: exportFindings } as const;
const FORMATS = [...new Set([...Object.keys(EXPORT_FORMATS), ...REPORT_FORMATS])];

interface ExportOptions {
  readonly store: string;
  readonly snapshot?: string;
  readonly format: string;
}

const EXAMPLES = `
nodes and edges are the access graph, as jsonl, csv, graphml or cypher. jsonl is one JSON object a line; cypher is a script for
another Neo4j, the nodes to be loaded before the edges. findings are what is known of roles that are open to the outside, as jsonl or csv.
The rest are reports in the columns of k9, as jsonl, csv or xlsx: users and roles (passwords and access keys from the credential
report of the snapshot), what each may do with STS, roles, and who can use each. Every row has the time of the analysis.

Examples:
  rolereach export edges > edges.jsonl
  rolereach export edges | jq -r 'select(.verdict == "ALLOWED") | [.from, .to] | @tsv'
  rolereach export nodes --format csv > principals.csv
  rolereach export findings --format csv > findings.csv
  rolereach export edges --format graphml > access.graphml
  rolereach export principals --format csv > "principals.$(date -I).csv"
  rolereach export resource-access-summaries --format xlsx > who-can-use-what.xlsx
  (rolereach export nodes --format cypher; rolereach export edges --format cypher) | cypher-shell`;

export function defineExport(program: Command): void {
  const everything = [...Object.keys(GRAPH_EXPORTS), ...Object.keys(REPORTS)];
  program
    .command('export')
    .description('write the access graph, findings, or reports on principals and roles, to stdout')
    .addArgument(new Argument('<what>', 'what to write').choices(everything))
    .addOption(new Option('--format <format>', 'how').choices(FORMATS).default('jsonl'))
    .addOption(snapshotOption())
    .addOption(storeOption())
    .addHelpText('after', EXAMPLES)
    .action((what: keyof typeof GRAPH_EXPORTS | ReportName, options: ExportOptions) =>
      what in GRAPH_EXPORTS
        ? exportGraph(what as keyof typeof GRAPH_EXPORTS, options)
        : exportReport(what as ReportName, options),
    );
}

function exportGraph(what: keyof typeof GRAPH_EXPORTS, { store, format }: ExportOptions): Promise<void> {
  if (!isGraphFormat(format)) throw new UsageError(`${what} cannot be written as ${format}.`);
  return withReader(store, (reader) => writeAll(GRAPH_EXPORTS[what](reader, format)));
}

const isGraphFormat = (name: string): name is ExportFormatName => name in EXPORT_FORMATS;

function exportReport(what: ReportName, { store, snapshot, format }: ExportOptions): Promise<void> {
  const known = REPORT_FORMATS.find((each): each is ReportFormat => each === format);
  if (known === undefined) throw new UsageError(`${what} cannot be written as ${format}.`);
  if (known === 'xlsx' && process.stdout.isTTY)
    throw new UsageError('A spreadsheet is no text for a terminal: write it to a file, as in > report.xlsx');
  const folder = snapshotDirectory(store, snapshot);
  const credentials = credentialsIn(folder);
  if (what === 'principals' && credentials === null)
    note(`There is no snapshot in ${folder}: the columns about passwords and access keys stay empty.`);
  return withReader(store, async (reader) => {
    const source = { graph: await loadGeneration(reader), credentials };
    if (known === 'xlsx') await writeBytes(await reportSheet(what, source));
    else await writeAll(reportText(what, source, known));
  });
}
