import { Option, type Command } from 'commander';
import {
  hopUseJson,
  QuestionError,
  resolveRole,
  roleUsageJson,
  roleUsageOf,
  UnusedHops,
  usageJson,
  usageOf,
  type LoadedGeneration,
} from '../../api/answers/index.ts';
import type { HopUse } from '../../core/usage/hop-use.ts';
import { DEFAULT_DAYS, MOST_DAYS, type Window } from '../../core/usage/window.ts';
import { EXIT } from '../exit.ts';
import { withGraph } from '../graph.ts';
import {
  type AnswerFormat,
  formatOf,
  formatOption,
  jsonOption,
  limitOption,
  storeOption,
  wholeNumber,
} from '../options.ts';
import { writeAnswer } from '../output/answer.ts';
import { styleFor } from '../output/style.ts';
import { roleUsageText, unusedText, usageText } from '../output/usage-text.ts';

interface UsageOptions {
  readonly days: number;
  readonly unused?: true;
  readonly limit: number;
  readonly format: AnswerFormat;
  readonly json?: true;
  readonly store: string;
}

const EXAMPLES = `
Of logs that \`ingest --cloudtrail\` has read; the time ends with their last event. A hop is unused only where the log of the role's
account covers all of that time. Exit code 1 with --unused when nothing is.

Examples:
  rolereach usage
  rolereach usage 111122223333/Deployer
  rolereach usage --unused --days 180
  rolereach usage --json | jq '.withoutHop[] | select(.reason.code == "no-hop")'`;

export function defineUsage(program: Command): void {
  program
    .command('usage')
    .description('which hops were used, by whom and when, and which were not, as logs of CloudTrail tell')
    .argument('[role]', 'only of this role: ARN or ACCOUNT/NAME')
    .addOption(
      new Option('--days <number>', 'for how long nobody must have used a hop')
        .argParser(wholeNumber(1, MOST_DAYS))
        .default(DEFAULT_DAYS),
    )
    .option('--unused', 'only the hops that nobody used')
    .addOption(limitOption())
    .addOption(formatOption())
    .addOption(jsonOption())
    .addOption(storeOption())
    .addHelpText('after', EXAMPLES)
    .action((role: string | undefined, options: UsageOptions) =>
      withGraph(options.store, (graph) => (role === undefined ? ofAll(graph, options) : ofRole(graph, role, options))),
    );
}

const noLog = (): QuestionError =>
  new QuestionError('NOT_FOUND', 'No log of CloudTrail was read. Give some: rolereach ingest --cloudtrail <path...>');

async function ofAll(graph: LoadedGeneration, options: UsageOptions): Promise<void> {
  const answer = await usageOf(graph, options);
  if (answer === null) throw noLog();
  const json = usageJson(graph, answer);
  if (options.unused) {
    const unused = new UnusedHops(graph, answer);
    const most = formatOf(options) === 'text' ? options.limit : unused.length;
    return writeUnused(graph, await unused.slice(0, most), unused.length, answer.window, options);
  }
  const text = () => usageText(json, options.limit, styleFor(process.stdout));
  await writeAnswer(options, { json, items: json.roles, text });
}

async function ofRole(graph: LoadedGeneration, reference: string, options: UsageOptions): Promise<void> {
  const role = resolveRole(graph, reference);
  const answer = await roleUsageOf(graph, role, options);
  if (answer === null) throw noLog();
  if (options.unused) {
    const unused = answer.hops.filter(({ status }) => status === 'unused');
    return writeUnused(graph, unused, unused.length, answer.window, options);
  }
  const json = roleUsageJson(graph, graph.catalog.ids[role]!, answer);
  const text = () => roleUsageText(json, options.limit, styleFor(process.stdout));
  await writeAnswer(options, { json, items: json.hops, text });
}

/** @param count how many there are; of a text, not all of them are given */
async function writeUnused(
  graph: LoadedGeneration,
  hops: readonly HopUse[],
  count: number,
  window: Window,
  options: UsageOptions,
): Promise<void> {
  if (count === 0) process.exitCode = EXIT.no;
  const unused = hops.map((hop) => hopUseJson(graph, hop));
  const text = () => unusedText(unused.slice(0, options.limit), count, window, options.limit, styleFor(process.stdout));
  await writeAnswer(options, { json: { generation: graph.generation.id, ...window, unused }, items: unused, text });
}
