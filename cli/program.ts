import { type Command, type Option } from 'commander';
import { definitions } from './commands/index.ts';
import { CommandWithEnvironment } from './options.ts';
import { packageVersion } from './package.ts';

const AFTER_HELP = `
ROLE and PRINCIPAL are an ARN, a node id (service:…, federated:…, account:…, public:*), or ACCOUNT/NAME.
Every option may also stand in the environment: --store as ROLEREACH_STORE, --max-hops as ROLEREACH_MAX_HOPS.
Exit code: 0 done, 1 the answer is no, 2 wrong use or bad input, 3 some accounts failed.

Examples:
  rolereach demo
  rolereach ingest --from authorization-details/ --organization organization.json
  rolereach who-can-reach 111122223333/Admin
  rolereach paths 444455556666/ci 111122223333/Admin`;

/** The command line, as far as arguments that begin with a command's name need it. Wrong use is a CommanderError. */
export async function createProgram([name]: readonly string[]): Promise<Command> {
  const program = new CommandWithEnvironment('rolereach')
    .description(
      'Who can reach which role across an AWS organization: by which chain, under which conditions, and why.',
    )
    .version(packageVersion(), '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showHelpAfterError('(--help shows what can be given)')
    .configureHelp({ optionDescription })
    .exitOverride();
  for (const define of await definitions(name)) define(program);
  program.addHelpText('after', AFTER_HELP);
  return program;
}

/** Without the names of environment variables, which would stand on every line: the program's help says how they go. */
function optionDescription({ description, defaultValue, argChoices }: Option): string {
  const notes = [
    ...(argChoices ? [argChoices.join(', ')] : []),
    ...(defaultValue === undefined || defaultValue === false ? [] : [`default: ${String(defaultValue)}`]),
  ];
  return notes.length === 0 ? description : `${description} (${notes.join('; ')})`;
}
