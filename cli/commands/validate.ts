import { Option, type Command } from 'commander';
import { resolveRole } from '../../api/answers/index.ts';
import { CHECKS, FINDING_CLASSES, type FindingClass } from '../../core/validate/checks.ts';
import { POLICY_TYPES, type PolicyType } from '../../core/validate/finding.ts';
import { checkPoliciesOf, saidByUs } from '../../resolve/index.ts';
import { EXIT } from '../exit.ts';
import { withGraph } from '../graph.ts';
import { jsonOption, storeOption } from '../options.ts';
import { sarifOf } from '../output/sarif.ts';
import { writeJson, writeLines } from '../output/streams.ts';
import { styleFor } from '../output/style.ts';
import { findingsJson, findingsText, type CheckedSource } from '../output/findings.ts';
import { askAws, type LiveOptions } from '../validate/ask-aws.ts';
import { checkFiles, isFile, type OwnFindings } from '../validate/check-files.ts';
import { pageOf } from '../validate/page.ts';

interface ValidateOptions extends LiveOptions {
  readonly aws?: true;
  readonly type?: PolicyType;
  readonly failOn: string;
  readonly format: 'text' | 'json' | 'sarif';
  readonly json?: true;
  readonly explain?: string;
  readonly store: string;
}

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
    .addOption(
      new Option('--explain <code>', 'why a check matters, with a right and a wrong example').choices(
        Object.keys(CHECKS),
      ),
    )
    .option('--aws', 'ask Access Analyzer too, with the credentials of the environment')
    .option('--profile <name>', 'with --aws: the profile of the AWS CLI to use')
    .option('--region <name>', 'with --aws: where to ask')
    .option('--compare-with <file>', 'with --aws: a policy that must allow as much (CheckNoNewAccess)')
    .option('--must-not-grant <action...>', 'with --aws: actions that must not be allowed (CheckAccessNotGranted)')
    .addOption(storeOption())
    .addHelpText('after', EXAMPLES)
    .action(validate);
}

const optionOf = (name: FindingClass): string => name.toLowerCase().replace('_', '-');

async function validate(given: readonly string[], options: ValidateOptions, command: Command): Promise<void> {
  if (options.explain !== undefined) return writeLines([await pageOf(options.explain)]);
  if (given.length === 0) return command.error('error: name a FILE, - or a ROLE');
  const files = given.filter(isFile);
  const roles = given.filter((each) => !isFile(each));
  if (!options.aws && (options.compareWith ?? options.mustNotGrant) !== undefined)
    return command.error('error: --compare-with and --must-not-grant need --aws');
  const own = [...(await checkFiles(files, options.type ?? null)), ...(await checkRoles(roles, options.store))];
  const sources = await (options.aws ? askAws(own, options) : own.map(saidBySource));
  if (isFailed(sources, options.failOn)) process.exitCode = EXIT.no;
  if (options.format === 'sarif') return writeJson(sarifOf(sources));
  if (options.json || options.format === 'json') return writeJson(findingsJson(sources));
  await writeLines(findingsText(sources, styleFor(process.stdout)));
}

const saidBySource = ({ file, policies }: OwnFindings): CheckedSource => ({ file, policies: policies.map(saidByUs) });

const checkRoles = async (roles: readonly string[], store: string): Promise<OwnFindings[]> =>
  roles.length === 0
    ? []
    : withGraph(store, (graph) =>
        Promise.all(
          roles.map(async (reference) => {
            const [role] = await graph.reader.principals([resolveRole(graph, reference)]);
            return { file: null, policies: await checkPoliciesOf(role!, graph.structure, graph.reader) };
          }),
        ),
      );

function isFailed(sources: readonly CheckedSource[], failOn: string): boolean {
  const least = FINDING_CLASSES.findIndex((each) => optionOf(each) === failOn);
  return sources.some(({ policies }) =>
    policies.some(({ findings }) => findings.some((finding) => FINDING_CLASSES.indexOf(finding.class) <= least)),
  );
}
