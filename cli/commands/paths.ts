import { Option, type Command } from 'commander';
import { DEFAULT_PATHS, MOST_PATHS, paths, pathsJson, type PathsJson } from '../../api/answers/index.ts';
import { EXIT } from '../exit.ts';
import { withGraph } from '../graph.ts';
import { formatOf, formatOption, jsonOption, storeOption, wholeNumber, type AnswerFormat } from '../options.ts';
import { writeAnswer } from '../output/answer.ts';
import { noteCaveats } from '../output/caveats.ts';
import { namesOf, type Names } from '../output/names.ts';
import { pathsText } from '../output/paths-text.ts';
import { printable } from '../output/printable.ts';
import { note } from '../output/streams.ts';
import { styleFor } from '../output/style.ts';

interface PathsOptions {
  readonly k: number;
  readonly format: AnswerFormat;
  readonly json?: true;
  readonly store: string;
}

const EXAMPLES = `
ALLOWED first, then those with fewest conditions, then the shortest; last those whose hops ask for what excludes each
other (a contradiction). Exit code 1 when there is none.

Examples:
  rolereach paths 111122223333/alice 444455556666/Admin
  rolereach paths 111122223333/alice 444455556666/Admin -k 1 --json`;

export function definePaths(program: Command): void {
  program
    .command('paths')
    .description('the best chains of hops from a principal to a role, with the statements of each hop')
    .argument('<from>', 'principal: ARN, node id or ACCOUNT/NAME')
    .argument('<to>', 'role: ARN or ACCOUNT/NAME')
    .addOption(new Option('-k <number>', 'most paths').argParser(wholeNumber(1, MOST_PATHS)).default(DEFAULT_PATHS))
    .addOption(formatOption())
    .addOption(jsonOption())
    .addOption(storeOption())
    .addHelpText('after', EXAMPLES)
    .action((from: string, to: string, options: PathsOptions) =>
      withGraph(options.store, async (graph) => {
        const answer = pathsJson(graph, await paths(graph, from, to, options.k));
        if (answer.paths.length === 0) process.exitCode = EXIT.no;
        await writeAnswer(options, { json: answer, items: answer.paths, text: () => textOf(answer, namesOf(graph)) });
        if (formatOf(options) === 'json') return;
        if (answer.truncated) note('The search was cut: there may be better paths than these.');
        noteCaveats(answer);
      }),
    );
}

function textOf({ from, to, paths }: PathsJson, names: Names): string[] {
  if (paths.length > 0) return pathsText(paths, names, styleFor(process.stdout));
  return [printable(`There is no path from ${names.fullName(from)} to ${names.fullName(to)}.`)];
}
