import { Option, type Command } from 'commander';
import { compareFindings, findingsJson, type FindingsQuestion } from '../../api/answers/index.ts';
import { FINDING_MATCHES } from '../../core/findings/match.ts';
import { FINDING_STATUSES } from '../../core/model/finding.ts';
import { EXIT } from '../exit.ts';
import { withGraph } from '../graph.ts';
import { type AnswerOptions, formatOption, jsonOption, limitOption, storeOption, zoneOption } from '../options.ts';
import { writeAnswer } from '../output/answer.ts';
import { comparisonText } from '../output/comparison-text.ts';
import { styleFor } from '../output/style.ts';
import { byOption } from './external.ts';

interface FindingsOptions extends FindingsQuestion, AnswerOptions {}

const EXAMPLES = `
What only one of the two knows comes with the likely reason. Exit code 1 when there is nothing.

Examples:
  rolereach findings --match only-rolereach
  rolereach findings --zone 111122223333 --status ACTIVE
  rolereach findings --json | jq -r '.analyzers[].archiveRules[] | select(.hides > 0) | .name'`;

export function defineFindings(program: Command): void {
  program
    .command('findings')
    .description('access from outside as rolereach derives it beside what Access Analyzer reports')
    .addOption(zoneOption())
    .addOption(new Option('--match <kind...>', 'who knows of it').choices(FINDING_MATCHES))
    .addOption(new Option('--status <status...>', 'with a finding of this status').choices(FINDING_STATUSES))
    .addOption(byOption())
    .option('--account <id>', 'only roles of this account')
    .addOption(limitOption())
    .addOption(formatOption())
    .addOption(jsonOption())
    .addOption(storeOption())
    .addHelpText('after', EXAMPLES)
    .action((options: FindingsOptions) =>
      withGraph(options.store, async (graph) => {
        const answer = findingsJson(graph, await compareFindings(graph, options));
        if (answer.items.length === 0) process.exitCode = EXIT.no;
        const text = () => comparisonText(answer, options.limit, styleFor(process.stdout));
        await writeAnswer(options, { json: answer, items: answer.items, text });
      }),
    );
}
