import { type Command, Option } from 'commander';
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
import { beyondLastAccessed } from '../../core/refine/generated.ts';
import { EXIT } from '../exit.ts';
import { withGraph } from '../graph.ts';
import {
  type AnswerOptions,
  formatOf,
  formatOption,
  jsonOption,
  limitOption,
  storeOption,
  wholeNumber,
  zoneOption,
} from '../options.ts';
import { writeAnswer } from '../output/answer.ts';
import { namesOf } from '../output/names.ts';
import { progressOn } from '../output/progress.ts';
import { generatedJson, generatedText } from '../output/generated-text.ts';
import { refinedText, refineTableText } from '../output/refine-text.ts';
import { styleFor } from '../output/style.ts';
import { generateFor, type GenerateOptions } from '../refine/generate.ts';
import { withAccountOptions } from '../resolution/options.ts';
import { byOption } from './external.ts';

interface RefineOptions extends GenerateOptions, AnswerOptions {
  readonly zone?: readonly string[];
  readonly by?: readonly OutsideKind[];
}

const EXAMPLES = `
Goes by what IAM says was last accessed: attempts of the last 400 days. An action that is not tracked stays, and so does all of what
nobody knows. Nothing is changed. Exit code 1 where nothing is to be taken away, or the reduced policies could not be proven.

With --generate, Access Analyzer makes a policy of what CloudTrail logged, in the role's own account; that takes minutes.
docs/refine.md says what it needs.

Examples:
  rolereach refine
  rolereach refine 111122223333/Deployer
  rolereach refine 111122223333/Deployer --json | jq '.policies[] | select(.outcome == "reduced") | .after'
  rolereach refine 111122223333/Deployer --generate --trail arn:aws:cloudtrail:eu-central-1:111122223333:trail/main \\
    --cloudtrail-role arn:aws:iam::111122223333:role/AccessAnalyzerCloudTrail`;

export function defineRefine(program: Command): void {
  const command = program
    .command('refine')
    .description('what roles reachable from outside use of what they may do, and their policies without the rest')
    .argument('[role]', 'only this role, reachable or not: ARN or ACCOUNT/NAME')
    .addOption(zoneOption())
    .addOption(byOption())
    .addOption(limitOption())
    .addOption(formatOption())
    .addOption(jsonOption())
    .addOption(storeOption());
  withGenerateOptions(command)
    .addHelpText('after', EXAMPLES)
    .action((role: string | undefined, options: RefineOptions) => {
      if (role === undefined && (options.generate || options.job !== undefined))
        return command.error('error: name the role that a policy is to be generated for');
      return withGraph(options.store, (graph) =>
        role === undefined ? ofAll(graph, options) : ofRole(graph, role, options),
      );
    });
}

/** A policy by Access Analyzer, from logs. */
const withGenerateOptions = (command: Command): Command =>
  withAccountOptions(
    command
      .option('--generate', 'have Access Analyzer generate a policy as well, from what CloudTrail logged')
      .option('--trail <arn...>', "with --generate: trails that log the role's account")
      .option('--cloudtrail-role <arn>', 'with --generate: the role with which Access Analyzer may read them')
      .addOption(
        new Option('--days <number>', 'with --generate: how far back').argParser(wholeNumber(1, 90)).default(90),
      )
      .option('--job <id>', 'fetch the policy of a job that --generate has started')
      .option('--region <name>', 'with --generate: where to ask')
      .addOption(
        new Option('--patience <minutes>', 'how long to wait for it').argParser(wholeNumber(0, 24 * 60)).default(30),
      ),
  );

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
  const isAsked = options.generate || options.job !== undefined;
  const generated = isAsked ? await generateFor(answer.role.id, options) : null;
  if (answer.proof?.holds !== true && generated === null) process.exitCode = EXIT.no;
  const beyond = generated && beyondLastAccessed(generated.policies, answer.services);
  const json = { ...refinedJson(graph, answer), generated: generated && { ...generatedJson(generated), beyond } };
  const style = styleFor(process.stdout);
  const text = () => [
    ...refinedText(answer, style),
    ...(generated === null ? [] : ['', ...generatedText(generated, beyond!, style)]),
  ];
  await writeAnswer(options, { json, items: json.policies, text });
}
