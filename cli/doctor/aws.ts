import { isCallFailure, type Problem, type ProblemCause, problemOf, type Rehearsal } from '../../ingest/index.ts';
import { groupBy } from '../../core/derive/group-by.ts';
import type { AwsOptions } from '../aws-options.ts';
import { counted } from '../output/numbers.ts';
import { type Finding, noted, ok, problem } from './finding.ts';

/** Whether a collection with these options would be allowed all that it does, found out by trying. */
export async function checkAws(options: AwsOptions): Promise<Finding[]> {
  const { rehearse } = await import('../../ingest/collect/rehearse.ts'); // loads the SDK, which takes its time
  try {
    return findingsOf(await rehearse(options), options);
  } catch (error) {
    if (!isCallFailure(error)) throw error;
    const { operation, cause, message, missingPermission } = problemOf(error);
    const check = operation === 'sts:GetCallerIdentity' ? 'Credentials' : 'AWS';
    return [problem(check, `${operation}: ${message}`, fixOf(cause, missingPermission))];
  }
}

const findingsOf = (rehearsal: Rehearsal, options: AwsOptions): Finding[] => [
  ok('Credentials', `${rehearsal.caller}, region ${rehearsal.region}`),
  clock(rehearsal),
  ...organization(rehearsal),
  ...memberRole(rehearsal, options),
  ...calls(rehearsal),
];

/** Page "Elements of an AWS API request signature": a request is good for five minutes. In milliseconds. */
const CLOCK_TOLERANCE = 5 * 60_000;

function clock({ clockOffset }: Rehearsal): Finding {
  if (Math.abs(clockOffset) < CLOCK_TOLERANCE) return ok('Clock', 'as AWS has it, within five minutes');
  const minutes = counted(Math.round(Math.abs(clockOffset) / 60_000), 'minute');
  const found = `This machine's clock is ${minutes} ${clockOffset > 0 ? 'behind' : 'ahead of'} that of AWS.`;
  return noted('Clock', found, 'Calls make up for it; set it right all the same (NTP): credentials expire by it.');
}

function organization({ organization: found, problems, accounts, inactive }: Rehearsal): Finding[] {
  const problemsOf = (about: string, prefix: RegExp): Finding[] =>
    problems.filter(({ operation }) => prefix.test(operation)).map((each) => ofProblem(about, each));
  const ofOrganization = problemsOf('Organization', /^organizations:/);
  const left = inactive.length === 0 ? '' : `; ${counted(inactive.length, 'account')} not in use`;
  const whole =
    found === null
      ? noted(
          'Organization',
          'The account is in no organization: it alone is collected, and no control policy counts.',
          'For an organization, run in its management account or as a delegated administrator.',
        )
      : ok('Organization', `${found.Organization.Id}, ${counted(accounts.length, 'account')} to collect${left}`);
  const ofIdentityCenter = problemsOf('Identity Center', /^(sso|identitystore):/);
  return [
    ...(found !== null || ofOrganization.length === 0 ? [whole] : []),
    ...ofOrganization,
    ...(ofIdentityCenter.length > 0 ? ofIdentityCenter : [ok('Identity Center', 'all calls are allowed')]),
  ];
}

function memberRole({ accounts, refused, caller }: Rehearsal, { roleName }: AwsOptions): Finding[] {
  const check = 'Member role';
  const others = accounts.filter((id) => !caller.includes(`:${id}:`));
  const name = roleName ?? 'OrganizationAccountAccessRole';
  if (others.length === 0) return [];
  if (refused.length === 0) return [ok(check, `${name} can be assumed in ${counted(others.length, 'account')}`)];
  return groupBy(refused, ({ problem: { cause } }) => cause).map((of) => {
    const { cause, message, missingPermission } = of[0]!.problem;
    const where = listed(of.map(({ id }) => id));
    const found = `${name} cannot be assumed in ${of.length} of ${counted(others.length, 'account')} (${where}): ${message}`;
    return problem(check, found, fixOf(cause, missingPermission));
  });
}

/** What was refused in the accounts that were tried, each call once. */
function calls({ tried }: Rehearsal): Finding[] {
  const all = tried.flatMap(({ id, problems }) => problems.map((each) => ({ id, problem: each })));
  const where = listed(tried.map(({ id }) => id));
  if (all.length === 0) return tried.length === 0 ? [] : [ok('Calls', `all are allowed, tried in ${where}`)];
  const alike = groupBy(all, ({ problem: { operation, region, cause } }) => [operation, region, cause].join(' '));
  return alike.map((of) =>
    ofProblem('Calls', of[0]!.problem, ` in ${listed(of.map(({ id }) => id))} (tried in ${where})`),
  );
}

function ofProblem(
  check: string,
  { operation, region, cause, message, missingPermission }: Problem,
  where = '',
): Finding {
  const found = `${operation}${region === null ? '' : ` (${region})`}${where}: ${message}`;
  return (cause === 'region-off' ? noted : problem)(check, found, fixOf(cause, missingPermission));
}

function fixOf(cause: ProblemCause, missingPermission: string | null): string {
  const fixes: Readonly<Record<ProblemCause, string>> = {
    'access-denied': `Allow ${missingPermission}; docs/permissions.md has the whole policy.`,
    'control-policy': `A control policy denies ${missingPermission}: except the collector in it.`,
    'role-refused':
      'Deploy deploy/collector/member-role.yaml there, give --role-name and --external-id as deployed, and allow the caller sts:AssumeRole.',
    'region-off': 'Leave it out of --regions, or switch it on in the account.',
    'expired-credentials': 'Renew the credentials: aws sso login, or however they come. --profile names others.',
    'account-gone': 'The account is closed or about to be: nothing to do, or name others with --accounts.',
    throttled: 'Something else makes many calls in this account. Try again later.',
    unreachable: 'Check the network. A proxy goes into HTTPS_PROXY, other endpoints into AWS_ENDPOINT_URL.',
    'bad-answer': 'Something between here and AWS changes the answers: a proxy, or AWS_ENDPOINT_URL.',
    other: 'See what AWS says.',
  };
  return fixes[cause];
}

const SHOWN = 5;

const listed = (ids: readonly string[]): string =>
  ids.slice(0, SHOWN).join(', ') + (ids.length > SHOWN ? `, and ${ids.length - SHOWN} more` : '');
