import { Option, type Command } from 'commander';
import { accessSummary, accessSummaryJson, kindOf } from '../../api/answers/index.ts';
import { EXIT } from '../exit.ts';
import { withGraph } from '../graph.ts';
import { jsonOption, storeOption, wholeNumber } from '../options.ts';
import { accessSummaryText } from '../output/access-summary-text.ts';
import { noteCaveats } from '../output/caveats.ts';
import { namesOf } from '../output/names.ts';
import { writeJson, writeLines } from '../output/streams.ts';
import { styleFor } from '../output/style.ts';

interface AccessSummaryOptions {
  readonly limit: number;
  readonly json?: true;
  readonly store: string;
}

const EXAMPLES = `
The roles that a principal can assume, by account; of a role also who can use it. DIRECT is the verdict of the hop
without another role between. For spreadsheets of everyone see \`rolereach export principal-access-summaries\`.
Exit code 1 when there is nothing to list.

Examples:
  rolereach access-summary 111122223333/alice
  rolereach access-summary 111122223333/Admin --json | jq -r '.usedBy.entries[] | select(.direct) | .id'`;

export function defineAccessSummary(program: Command): void {
  program
    .command('access-summary')
    .description('which roles a principal can assume, and who can use a role, account by account')
    .argument('<principal>', 'ARN, node id or ACCOUNT/NAME')
    .addOption(new Option('--limit <number>', 'most rows of each table').argParser(wholeNumber(0)).default(100))
    .addOption(jsonOption())
    .addOption(storeOption())
    .addHelpText('after', EXAMPLES)
    .action((reference: string, { limit, json, store }: AccessSummaryOptions) =>
      withGraph(store, async (graph) => {
        const canAssume = accessSummary(graph, reference, 'principal');
        const id = graph.catalog.ids[canAssume.origin]!;
        const isRole = kindOf(graph.catalog, canAssume.origin) === 'Role';
        const answer = accessSummaryJson(graph, canAssume, isRole ? accessSummary(graph, id, 'resource') : null);
        if (answer.canAssume.entries.length + (answer.usedBy?.entries.length ?? 0) === 0) process.exitCode = EXIT.no;
        if (json) return writeJson(answer);
        await writeLines(accessSummaryText(answer, limit, namesOf(graph), styleFor(process.stdout)));
        noteCaveats(answer);
      }),
    );
}
