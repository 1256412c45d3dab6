import { Option, type Command } from 'commander';
import {
  DEFAULT_OUTSIDE_KINDS,
  externalAccess,
  externalJson,
  OUTSIDE_KINDS,
  type OutsideKind,
} from '../../api/answers/index.ts';
import { EXIT } from '../exit.ts';
import { withGraph } from '../graph.ts';
import { type AnswerOptions, formatOption, jsonOption, limitOption, storeOption, zoneOption } from '../options.ts';
import { writeAnswer } from '../output/answer.ts';
import { externalText } from '../output/external-text.ts';
import { namesOf } from '../output/names.ts';
import { styleFor } from '../output/style.ts';

interface ExternalOptions extends AnswerOptions {
  readonly zone?: readonly string[];
  readonly by?: readonly OutsideKind[];
}

const EXAMPLES = `
AWS services are left out unless --by service asks for them. Exit code 1 when there is no such role.

Examples:
  rolereach external
  rolereach external --zone Production --by account
  rolereach external --json | jq -r '.roles[] | select(.hops > 1) | .role'`;

export const byOption = (): Option =>
  new Option('--by <kind...>', `by whom (default: ${DEFAULT_OUTSIDE_KINDS.join(', ')})`).choices(OUTSIDE_KINDS);

export function defineExternal(program: Command): void {
  program
    .command('external')
    .description('every role reachable from outside the zone of trust, directly or through a chain, and by whom')
    .addOption(zoneOption())
    .addOption(byOption())
    .addOption(limitOption())
    .addOption(formatOption())
    .addOption(jsonOption())
    .addOption(storeOption())
    .addHelpText('after', EXAMPLES)
    .action((options: ExternalOptions) =>
      withGraph(options.store, async (graph) => {
        const answer = externalJson(graph, await externalAccess(graph, options));
        if (answer.roles.length === 0) process.exitCode = EXIT.no;
        const text = () => externalText(answer, options.limit, namesOf(graph), styleFor(process.stdout));
        await writeAnswer(options, { json: answer, items: answer.roles, text });
      }),
    );
}
