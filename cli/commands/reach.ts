import { Option, type Command } from 'commander';
import type { LoadedGeneration, ReachedJson, ReachQuestion } from '../../api/answers/index.ts';
import type { Diagnostic } from '../../core/model/diagnostic.ts';
import { EXIT } from '../exit.ts';
import { withGraph } from '../graph.ts';
import {
  formatOf,
  formatOption,
  jsonOption,
  limitOption,
  storeOption,
  wholeNumber,
  zoneOption,
  type AnswerOptions,
} from '../options.ts';
import { writeAnswer } from '../output/answer.ts';
import { noteCaveats } from '../output/caveats.ts';
import { namesOf } from '../output/names.ts';
import { grouped } from '../output/numbers.ts';
import { printable } from '../output/printable.ts';
import { reachText } from '../output/reach-text.ts';
import { styleFor } from '../output/style.ts';

/** What `who-can-reach` and `reachable-from` have in common. */

interface ReachOptions extends AnswerOptions {
  readonly maxHops?: number;
  readonly onlyAllowed?: true;
  readonly external?: true;
  readonly zone?: readonly string[];
}

interface ReachAnswerJson {
  readonly complete: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

export interface ReachCommand<Answer extends ReachAnswerJson> {
  readonly ask: (graph: LoadedGeneration, reference: string, question: ReachQuestion) => Answer;
  readonly origin: (answer: Answer) => string;
  readonly reached: (answer: Answer) => readonly ReachedJson[];
  /** The first line, given the name of whom the question is about. */
  readonly title: (name: string, found: number) => string;
}

export function withReachOptions(command: Command): Command {
  return command
    .addOption(new Option('--max-hops <number>', 'at most so many hops').argParser(wholeNumber(1)))
    .option('--only-allowed', 'leave out what depends on a condition')
    .option('--external', 'only what is outside the zone of trust')
    .addOption(zoneOption())
    .addOption(limitOption())
    .addOption(formatOption())
    .addOption(jsonOption())
    .addOption(storeOption());
}

export function answerReach<Answer extends ReachAnswerJson>(command: ReachCommand<Answer>) {
  return (reference: string, options: ReachOptions): Promise<void> =>
    withGraph(options.store, async (graph) => {
      const { maxHops, onlyAllowed, external, zone } = options;
      const answer = command.ask(graph, reference, {
        maxHops,
        verdict: onlyAllowed && 'ALLOWED',
        externalOnly: external,
        zone,
      });
      const reached = command.reached(answer);
      if (reached.length === 0) process.exitCode = EXIT.no;
      const text = () => textOf(command, answer, graph, options.limit);
      await writeAnswer(options, { json: answer, items: reached, text });
      if (formatOf(options) !== 'json') noteCaveats(answer);
    });
}

function textOf<Answer extends ReachAnswerJson>(
  { origin, reached, title }: ReachCommand<Answer>,
  answer: Answer,
  graph: LoadedGeneration,
  limit: number,
): string[] {
  const style = styleFor(process.stdout);
  const names = namesOf(graph);
  const found = reached(answer);
  const heading = title(printable(names.fullName(origin(answer))), found.length);
  if (found.length === 0) return [`${heading}.`];
  return [`${style.bold(heading)}: ${verdictCounts(found)}`, '', ...reachText(found, limit, names, style)];
}

function verdictCounts(reached: readonly ReachedJson[]): string {
  const allowed = reached.filter(({ verdict }) => verdict === 'ALLOWED').length;
  return `${grouped(allowed)} ALLOWED, ${grouped(reached.length - allowed)} CONDITIONAL`;
}
