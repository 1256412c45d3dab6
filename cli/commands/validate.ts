import { Option, type Command } from 'commander';
import { FINDING_CLASSES } from '../../core/validate/checks.ts';
import { POLICY_TYPES } from '../../core/validate/finding.ts';
import { jsonOption, storeOption } from '../options.ts';
import { optionOf } from '../validate/class-option.ts';
import type { ValidateOptions } from '../validate/validate.ts';

const EXAMPLES = `
FILE is a policy, as JSON or URL-encoded, or an answer of the AWS CLI that holds some (get-role, get-policy-version,
describe-policy, get-account-authorization-details …); - for stdin. Of a ROLE of the store, its trust policy and every
policy over it is checked. An SCP and a permissions boundary look like an identity policy: say --type.
With --aws, Access Analyzer is asked as well (ValidatePolicy, and CheckNoPublicAccess of trust policies); what it says is marked.
Exit code 1 when there is an error, or what --fail-on says; docs/checks has a page on each code.

Examples:
  rolereach validate trust.json
  aws iam get-role --role-name Deployer | rolereach validate -
  rolereach validate policies/*.json --type scp --format sarif > rolereach.sarif
  rolereach validate 111122223333/Deployer
  rolereach validate new.json --aws --compare-with current.json --must-not-grant iam:PassRole
  rolereach validate --explain confused-deputy`;

export function defineValidate(program: Command): void {
  program
    .command('validate')
    .description('whether policies are valid, safe, and do what they seem to: of files, or of a role')
    .argument('[file|role...]', 'files, - for stdin, or roles: ARN or ACCOUNT/NAME')
    .addOption(new Option('--type <type>', 'kind of the policies, where it is not found out').choices(POLICY_TYPES))
    .addOption(
      new Option('--fail-on <class>', 'least class of a finding that makes exit code 1')
        .choices(FINDING_CLASSES.map(optionOf))
        .default('error'),
    )
    .addOption(
      new Option('--format <format>', 'how to print the findings').choices(['text', 'json', 'sarif']).default('text'),
    )
    .addOption(jsonOption())
    .option('--explain <code>', 'why a check matters, with a right and a wrong example')
    .option('--aws', 'ask Access Analyzer too, with the credentials of the environment')
    .option('--profile <name>', 'with --aws: the profile of the AWS CLI to use')
    .option('--region <name>', 'with --aws: where to ask')
    .option(
      '--compare-with <file>',
      'with --aws: a policy that must allow as much, or an answer of the AWS CLI that holds it (CheckNoNewAccess)',
    )
    .option('--must-not-grant <action...>', 'with --aws: actions that must not be allowed (CheckAccessNotGranted)')
    .addOption(storeOption())
    .addHelpText('after', EXAMPLES)
    .action(async (given: readonly string[], options: ValidateOptions, command: Command) => {
      // What reads policies is loaded by those who have some read.
      const { validate } = await import('../validate/validate.ts');
      return validate(given, options, command);
    });
}
