import { Option, type Command } from 'commander';
import {
  hopUseJson,
  QuestionError,
  reducedTrustOf,
  resolveRole,
  roleUsageJson,
  roleUsageOf,
  UnusedHops,
  usageJson,
  usageOf,
  type LoadedGeneration,
} from '../../api/answers/index.ts';
import { isRefusal } from '../../core/resolution/cut.ts';
import type { HopUse } from '../../core/usage/hop-use.ts';
import { DEFAULT_DAYS, MOST_DAYS, type Window } from '../../core/usage/window.ts';
import { EXIT, UsageError } from '../exit.ts';
import { withGraph } from '../graph.ts';
import {
  type AnswerOptions,
  formatOf,
  formatOption,
  jsonOption,
  limitOption,
  storeOption,
  wholeNumber,
} from '../options.ts';
import { writeAnswer } from '../output/answer.ts';
import { namesOf } from '../output/names.ts';
import { notReducedText, reductionText } from '../output/reduction-text.ts';
import { writeJson, writeLines } from '../output/streams.ts';
import { styleFor } from '../output/style.ts';
import { roleUsageText, unusedText, usageText } from '../output/usage-text.ts';

interface UsageOptions extends AnswerOptions {
  readonly days: number;
  readonly unused?: true;
  readonly reduce?: true;
  readonly keep?: readonly string[];
}

const EXAMPLES = `
Of logs that \`ingest --cloudtrail\` has read; the time ends with their last event. A hop is unused only where the log of the role's
account covers all of that time. Exit code 1 with --unused when nothing is, and with --reduce when there is nothing to reduce or not
enough is known.

--reduce shows the role's trust policy with those alone who used it: a whole account becomes a condition on who of it was seen, what
nobody used is dropped. By its name, break-glass access stays; --keep is for what else is needed once a year. Nothing is changed.

Examples:
  rolereach usage
  rolereach usage 111122223333/Deployer
  rolereach usage --unused --days 180
  rolereach usage 111122223333/Deployer --reduce --keep 111122223333/YearEnd
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
    .option('--reduce', 'of a role: its trust policy reduced to those who used it')
    .option(
      '--keep <principal...>',
      'with --reduce: who must not lose access, used or not: ARN, node id or ACCOUNT/NAME',
    )
    .addOption(limitOption())
    .addOption(formatOption())
    .addOption(jsonOption())
    .addOption(storeOption())
    .addHelpText('after', EXAMPLES)
    .action((role: string | undefined, options: UsageOptions) => {
      refuseOthers(role, options);
      return withGraph(options.store, (graph) => {
        if (role === undefined) return ofAll(graph, options);
        return options.reduce ? reduce(graph, role, options) : ofRole(graph, role, options);
      });
    });
}

/** @throws UsageError */
function refuseOthers(role: string | undefined, { reduce: reducing, keep, unused }: UsageOptions): void {
  if (reducing && role === undefined) throw new UsageError('--reduce is for one role: rolereach usage ROLE --reduce.');
  if (keep !== undefined && !reducing) throw new UsageError('--keep goes with --reduce.');
  if (reducing && unused) throw new UsageError('--reduce and --unused are two questions. Ask one of them.');
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

async function reduce(graph: LoadedGeneration, reference: string, options: UsageOptions): Promise<void> {
  const reduction = await reducedTrustOf(graph, resolveRole(graph, reference), options);
  if (isRefusal(reduction)) process.exitCode = EXIT.no;
  if (formatOf(options) !== 'text') return writeJson(reduction);
  const style = styleFor(process.stdout);
  if (isRefusal(reduction)) return writeLines(notReducedText(reduction, style));
  await writeLines(reductionText(reduction, options.limit, namesOf(graph), style));
}
