import type { Command } from 'commander';
import { reachableFrom, reachableFromJson } from '../../api/answers/index.ts';
import { counted } from '../output/numbers.ts';
import { answerReach, withReachOptions } from './reach.ts';

const EXAMPLES = `
Exit code 1 when there is none.

Examples:
  rolereach reachable-from 111122223333/alice
  rolereach reachable-from public:*
  rolereach reachable-from 'federated:arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com#repo:acme/*'`;

export function defineReachableFrom(program: Command): void {
  withReachOptions(program.command('reachable-from'))
    .description('every role that a principal can become, directly or through a chain of roles')
    .argument('<principal>', 'ARN, node id or ACCOUNT/NAME')
    .addHelpText('after', EXAMPLES)
    .action(
      answerReach({
        ask: (graph, principal, question) => reachableFromJson(graph, reachableFrom(graph, principal, question)),
        origin: ({ principal }) => principal,
        reached: ({ targets }) => targets,
        title: (principal, found) =>
          found === 0 ? `${principal} reaches no role` : `${principal} can reach ${counted(found, 'role')}`,
      }),
    );
}
