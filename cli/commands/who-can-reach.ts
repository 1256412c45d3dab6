import type { Command } from 'commander';
import { whoCanReach, whoCanReachJson } from '../../api/answers/index.ts';
import { counted } from '../output/numbers.ts';
import { answerReach, withReachOptions } from './reach.ts';

const EXAMPLES = `
Exit code 1 when nobody does.

Examples:
  rolereach who-can-reach 111122223333/Admin
  rolereach who-can-reach arn:aws:iam::111122223333:role/Admin --external --only-allowed
  rolereach who-can-reach 111122223333/Admin --external --zone 111122223333 Sandbox
  rolereach who-can-reach 111122223333/Admin --json | jq -r '.sources[].id'`;

export function defineWhoCanReach(program: Command): void {
  withReachOptions(program.command('who-can-reach'))
    .description('everyone who can become a role, directly or through a chain of roles')
    .argument('<role>', 'ARN, node id or ACCOUNT/NAME')
    .addHelpText('after', EXAMPLES)
    .action(
      answerReach({
        ask: (graph, role, question) => whoCanReachJson(graph, whoCanReach(graph, role, question)),
        origin: ({ role }) => role,
        reached: ({ sources }) => sources,
        title: (role, found) =>
          found === 0 ? `Nobody reaches ${role}` : `${counted(found, 'principal')} can reach ${role}`,
      }),
    );
}
