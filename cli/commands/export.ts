import { Argument, Option, type Command } from 'commander';
import { EXPORT_FORMATS, exportEdges, exportFindings, exportNodes, type ExportFormatName } from '../export/index.ts';
import { storeOption } from '../options.ts';
import { writeAll } from '../output/streams.ts';
import { withReader } from '../store.ts';

const EXPORTS = { nodes: exportNodes, edges: exportEdges, findings: exportFindings } as const;

interface ExportOptions {
  readonly store: string;
  readonly format: ExportFormatName;
}

const EXAMPLES = `
jsonl is one JSON object a line; findings are exported as jsonl or csv; cypher is a script for another Neo4j, the nodes to be loaded before the edges.

Examples:
  rolereach export edges > edges.jsonl
  rolereach export edges | jq -r 'select(.verdict == "ALLOWED") | [.from, .to] | @tsv'
  rolereach export nodes --format csv > principals.csv
  rolereach export findings --format csv > findings.csv
  rolereach export edges --format graphml > access.graphml
  (rolereach export nodes --format cypher; rolereach export edges --format cypher) | cypher-shell`;

export function defineExport(program: Command): void {
  program
    .command('export')
    .description('write the principals or the edges of the access graph, or the findings about its roles, to stdout')
    .addArgument(new Argument('<what>', 'what to write').choices(Object.keys(EXPORTS)))
    .addOption(new Option('--format <format>', 'how').choices(Object.keys(EXPORT_FORMATS)).default('jsonl'))
    .addOption(storeOption())
    .addHelpText('after', EXAMPLES)
    .action((what: keyof typeof EXPORTS, { store, format }: ExportOptions) =>
      withReader(store, (reader) => writeAll(EXPORTS[what](reader, format))),
    );
}
