import type { Command } from 'commander';
import {
  externalAccess,
  refined,
  refinedJson,
  refineSummary,
  refineSummaryJson,
  type RefineSummaryJson,
  type LoadedGeneration,
  type OutsideKind,
} from '../../api/answers/index.ts';
import { EXIT } from '../exit.ts';
import { withGraph } from '../graph.ts';
import {
  type AnswerFormat,
  formatOf,
  formatOption,
  jsonOption,
  limitOption,
  storeOption,
  zoneOption,
} from '../options.ts';
import { writeAnswer } from '../output/answer.ts';
import { namesOf } from '../output/names.ts';
import { progressOn } from '../output/progress.ts';
import { refinedText, refineTableText } from '../output/refine-text.ts';
import { styleFor } from '../output/style.ts';
import { byOption } from './external.ts';

interface RefineOptions {
  readonly zone?: readonly string[];
  readonly by?: readonly OutsideKind[];
  readonly limit: number;
  readonly format: AnswerFormat;
  readonly json?: true;
  readonly store: string;
}

const EXAMPLES = `
Goes by what IAM says was last accessed: attempts of the last 400 days. An action that is not tracked stays, and so does all of what
nobody knows. Nothing is changed. Exit code 1 where nothing is to be taken away, or the reduced policies could not be proven.

Examples:
  rolereach refine
  rolereach refine 111122223333/Deployer
  rolereach refine 111122223333/Deployer --json | jq '.policies[] | select(.outcome == "reduced") | .after'`;

export function defineRefine(program: Command): void {
  program
    .command('refine')
    .description('what roles reachable from outside use of what they may do, and their policies without the rest')
    .argument('[role]', 'only this role, reachable or not: ARN or ACCOUNT/NAME')
    .addOption(zoneOption())
    .addOption(byOption())
    .addOption(limitOption())
    .addOption(formatOption())
    .addOption(jsonOption())
    .addOption(storeOption())
    .addHelpText('after', EXAMPLES)
    .action((role: string | undefined, options: RefineOptions) =>
      withGraph(options.store, (graph) => (role === undefined ? ofAll(graph, options) : ofRole(graph, role, options))),
    );
}

async function ofAll(graph: LoadedGeneration, options: RefineOptions): Promise<void> {
  const { roles } = await externalAccess(graph, options);
  const shown = formatOf(options) === 'text' ? roles.slice(0, options.limit) : roles;
  const { onProgress, end } = progressOn();
  const summaries: RefineSummaryJson[] = [];
  for (const [done, { role }] of shown.entries()) {
    onProgress({ step: 'refining', done, total: shown.length });
    summaries.push(refineSummaryJson(graph, await refineSummary(graph, role)));
  }
  end();
  if (!summaries.some(({ policies }) => policies.reduced + policies.detach > 0)) process.exitCode = EXIT.no;
  await writeAnswer(options, {
    json: { generation: graph.generation.id, roles: summaries },
    items: summaries,
    text: () => refineTableText(summaries, roles.length - shown.length, namesOf(graph), styleFor(process.stdout)),
  });
}

async function ofRole(graph: LoadedGeneration, reference: string, options: RefineOptions): Promise<void> {
  const answer = await refined(graph, reference);
  if (answer.proof?.holds !== true) process.exitCode = EXIT.no;
  const json = refinedJson(graph, answer);
  await writeAnswer(options, { json, items: json.policies, text: () => refinedText(answer, styleFor(process.stdout)) });
}
