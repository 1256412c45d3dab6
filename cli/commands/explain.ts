import type { Command } from 'commander';
import { explain } from '../../api/answers/index.ts';
import { EXIT } from '../exit.ts';
import { withGraph } from '../graph.ts';
import { jsonOption, storeOption } from '../options.ts';
import { explanationText } from '../output/explanation-text.ts';
import { namesOf } from '../output/names.ts';
import { writeJson, writeLines } from '../output/streams.ts';
import { styleFor } from '../output/style.ts';

interface ExplainOptions {
  readonly json?: true;
  readonly store: string;
}

const EXAMPLES = `
One hop, also one that does not exist; for chains see \`rolereach paths\`. Exit code 1 when it is DENIED.

Examples:
  rolereach explain 111122223333/alice 444455556666/Admin
  rolereach explain service:ec2.amazonaws.com 444455556666/Worker --json`;

export function defineExplain(program: Command): void {
  program
    .command('explain')
    .description('why a principal can, or cannot, assume a role: the part of each policy')
    .argument('<from>', 'principal: ARN, node id or ACCOUNT/NAME')
    .argument('<to>', 'role: ARN or ACCOUNT/NAME')
    .addOption(jsonOption())
    .addOption(storeOption())
    .addHelpText('after', EXAMPLES)
    .action((from: string, to: string, { json, store }: ExplainOptions) =>
      withGraph(store, async (graph) => {
        const explanation = await explain(graph, from, to);
        if (explanation.verdict === 'DENIED') process.exitCode = EXIT.no;
        if (json) return writeJson(explanation);
        await writeLines(explanationText(explanation, namesOf(graph), styleFor(process.stdout)));
      }),
    );
}
