import { afterEach, describe, expect, test } from 'vitest';
import { document, ORGANIZATION_ID, trusts } from '../../support/organization.ts';
import { ALLOW, ID, MEMBER, MEMBER_ROLE, type Scene, SECURITY, SID, Stage, type Trust, VENDOR } from './world.ts';

/** Events of Access Analyzer, over the wire to IAM, STS, Access Analyzer and SNS, and back to the trust policy. */

let stage: Stage;
const set = async (scene: Scene = {}): Promise<Stage> => (stage = await Stage.set(scene));
afterEach(async () => stage.leave());

const OKTA = `arn:aws:iam::${MEMBER}:saml-provider/Okta`;
const GITHUB = `arn:aws:iam::${MEMBER}:oidc-provider/token.actions.githubusercontent.com`;
const SUB = 'token.actions.githubusercontent.com:sub';
const deny = (rest: Trust): Trust => ({ Sid: SID, Effect: 'Deny', ...rest });
const from = (Principal: unknown, rest: Trust = {}): Trust => ({ ...ALLOW, Principal, ...rest });
const byAccount = { StringEquals: { 'aws:PrincipalAccount': VENDOR } };

describe('enforce: who has access is denied it, and nothing else changes', () => {
  const USER = `arn:aws:iam::${VENDOR}:user/eve`;
  const SESSION = `arn:aws:sts::${VENDOR}:assumed-role/Builder/eve`;

  test.each<[what: string, scene: Scene, statement: Trust]>([
    [
      'an account, by a condition',
      {},
      deny({ Principal: { AWS: '*' }, Action: 'sts:AssumeRole', Condition: byAccount }),
    ],
    [
      'a user, by a condition: a Principal would turn into an id',
      { trust: document(from({ AWS: USER })), principal: { AWS: USER } },
      deny({
        Principal: { AWS: '*' },
        Action: 'sts:AssumeRole',
        Condition: { ArnEquals: { 'aws:PrincipalArn': USER } },
      }),
    ],
    [
      'a session, by its name',
      { trust: document(from({ AWS: SESSION })), principal: { AWS: SESSION } },
      deny({ Principal: { AWS: SESSION }, Action: 'sts:AssumeRole' }),
    ],
    [
      'an identity provider',
      {
        trust: document(from({ Federated: OKTA }, { Action: 'sts:AssumeRoleWithSAML' })),
        principal: { Federated: OKTA },
        action: ['sts:AssumeRoleWithSAML'],
      },
      deny({ Principal: { Federated: OKTA }, Action: 'sts:AssumeRoleWithSAML' }),
    ],
    [
      'some identities of a provider, as the finding says',
      {
        trust: document(
          from(
            { Federated: GITHUB },
            { Action: 'sts:AssumeRoleWithWebIdentity', Condition: { StringLike: { [SUB]: 'repo:*' } } },
          ),
          from(
            { Federated: GITHUB },
            { Action: 'sts:AssumeRoleWithWebIdentity', Condition: { StringLike: { [SUB]: 'repo:acme/app:*' } } },
          ),
        ),
        principal: { Federated: GITHUB },
        condition: { [SUB]: 'repo:*' },
        action: ['sts:AssumeRoleWithWebIdentity'],
      },
      deny({
        Principal: { Federated: GITHUB },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringLike: { [SUB]: 'repo:*' } },
      }),
    ],
    [
      'a service',
      { trust: document(from({ Service: 'ec2.amazonaws.com' })), principal: { Service: 'ec2.amazonaws.com' } },
      deny({ Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }),
    ],
    [
      'everyone, but for the organization',
      { trust: document(from('*')), principal: { AWS: '*' } },
      deny({
        Principal: '*',
        Action: 'sts:AssumeRole',
        Condition: { StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION_ID } },
      }),
    ],
    [
      'all that the statement allows',
      {
        trust: document(
          from(ALLOW.Principal, { Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] }),
        ),
      },
      deny({
        Principal: { AWS: '*' },
        Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
        Condition: byAccount,
      }),
    ],
    [
      'under the condition of the finding alone',
      {
        trust: document(
          from(ALLOW.Principal, { Condition: { StringEquals: { 'sts:ExternalId': 'meant' } } }),
          from(ALLOW.Principal, { Condition: { StringEquals: { 'sts:ExternalId': 'leaked' } } }),
        ),
        condition: { 'sts:ExternalId': 'leaked' },
      },
      deny({
        Principal: { AWS: '*' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'leaked', 'aws:PrincipalAccount': VENDOR } },
      }),
    ],
    [
      'by a statement that asks for a tag of the role',
      {
        trust: document(from(ALLOW.Principal, { Condition: { StringEquals: { 'aws:ResourceTag/open': 'yes' } } })),
        condition: { 'aws:ResourceTag/open': 'yes' },
        tags: { open: 'yes' },
      },
      deny({
        Principal: { AWS: '*' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:ResourceTag/open': 'yes', 'aws:PrincipalAccount': VENDOR } },
      }),
    ],
    [
      'where a single statement is no list',
      { trust: { Version: '2012-10-17', Statement: ALLOW } },
      deny({ Principal: { AWS: '*' }, Action: 'sts:AssumeRole', Condition: byAccount }),
    ],
  ])('%s', async (_, scene, statement) => {
    await set(scene);
    const before = await stage.statements();
    expect(await stage.call()).toMatchObject({ state: 'applied', role: stage.role, finding: ID });
    expect(stage.messages[0]!.body).toContain('The access was taken away.');
    expect(await stage.statements()).toEqual([...before, statement]);
  });

  test("in the role's own account, entered through the member role, and in no other", async () => {
    await set();
    await stage.call();
    expect(stage.writes).toMatchObject([{ account: MEMBER, parameters: { RoleName: 'Deploy' } }]);
    const entered = stage.stub.requests.filter(({ operation }) => operation === 'AssumeRole');
    expect(entered.map(({ parameters }) => parameters['RoleArn'])).toEqual([
      `arn:aws:iam::${MEMBER}:role/${MEMBER_ROLE}`,
    ]);
    expect(entered[0]!.parameters['RoleSessionName']).toBe(`rolereach-${ID}`);
  });

  test("also where that is the function's account", async () => {
    await set({ in: SECURITY });
    expect(await stage.call()).toMatchObject({ state: 'applied' });
    const entered = stage.stub.requests.filter(({ operation }) => operation === 'AssumeRole');
    expect(entered.map(({ parameters }) => parameters['RoleArn'])).toEqual([
      `arn:aws:iam::${SECURITY}:role/${MEMBER_ROLE}`,
    ]);
  });

  test('a role of the same name with another path is not the one', async () => {
    await set({ findingPath: '/other/' });
    expect(await stage.call()).toMatchObject({ state: 'nothing', why: expect.stringContaining('role is not there') });
    expect(stage.writes).toEqual([]);
  });
});

describe('what the event looks like', () => {
  const access = { principal: { AWS: VENDOR }, action: ['sts:AssumeRole'], condition: {}, isPublic: false };
  const version2 = {
    id: undefined,
    findingId: ID,
    accountId: undefined,
    resourceOwnerAccount: MEMBER,
    findingType: 'ExternalAccess',
    principal: undefined,
    findingDetails: [{ externalAccessDetails: access }],
  };

  test('the second version of findings is read as the first', async () => {
    // What the event says matters only where the finding cannot be read again.
    await set({ stub: { faults: [{ operation: 'access-analyzer:GetFindingV2', do: 'deny' }] } });
    expect(await stage.call(JSON.parse(JSON.stringify(stage.event(version2))))).toMatchObject({ state: 'planned' });
    expect(stage.messages[0]!.body).toContain(`AWS ${VENDOR} -> sts:AssumeRole -> ${stage.role}`);
  });

  test.each<[string, Trust, string]>([
    ['another resource', { resourceType: 'AWS::S3::Bucket', resource: 'arn:aws:s3:::bucket' }, 'AWS::S3::Bucket'],
    ['a finding that was deleted', { isDeleted: true }, 'deleted'],
    ['a resolved one', { status: 'RESOLVED' }, 'RESOLVED'],
    ['an archived one', { status: 'ARCHIVED' }, 'ARCHIVED'],
    ['internal access', { findingType: 'InternalAccess' }, 'InternalAccess'],
  ])('%s is left alone, without a message', async (_, detail, why) => {
    await set();
    expect(await stage.call(stage.event(detail))).toEqual({ state: 'ignored', why: expect.stringContaining(why) });
    expect(stage.stub.requests).toEqual([]);
    expect(stage.log).toMatchObject([{ state: 'ignored' }]);
  });

  test('so is unused access', async () => {
    await set();
    const event = { ...stage.event(), 'detail-type': 'Unused Access Finding for IAM entities' };
    expect(await stage.call(event)).toMatchObject({ state: 'ignored' });
  });

  test.each<[string, unknown]>([
    ['no object', 'ACTIVE'],
    ['of another service', { source: 'aws.s3', detail: {} }],
    ['nothing', {}],
  ])('%s fails, and calls nobody', async (_, event) => {
    await set();
    await expect(stage.call(event)).rejects.toThrow(/event/);
    expect(stage.stub.requests).toEqual([]);
  });

  test.each<[string, Trust]>([
    ['an id that is none', { id: 'x"; rm -rf /' }],
    ['a role that is none', { resource: `arn:aws:iam::${MEMBER}:role/a b` }],
    ['a user', { resource: `arn:aws:iam::${MEMBER}:user/Deploy` }],
    ['another account than the role', { accountId: SECURITY }],
  ])('with %s it fails, and calls nobody', async (_, detail) => {
    await set();
    await expect(stage.call(stage.event(detail))).rejects.toThrow(/finding/);
    expect(stage.stub.requests).toEqual([]);
  });
});

describe('no plan: said in the message, with nothing written and nothing failed', () => {
  const long = document(...Array.from({ length: 20 }, () => ALLOW));

  test.each<[code: string, scene: Scene]>([
    ['error-finding', { error: 'ACCESS_DENIED' }],
    [
      'cannot-be-named',
      { principal: { CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' } },
    ],
    ['cannot-be-named', { principal: { AWS: 'AROAEXAMPLEEXAMPLE' } }],
    ['role-of-aws', { path: '/aws-service-role/example.amazonaws.com/' }],
    ['role-of-aws', { path: '/aws-reserved/sso.amazonaws.com/' }],
    ['nothing-to-cut', { trust: trusts(MEMBER) }],
    ['too-large', { trust: long }],
    ['sid-taken', { trust: document(ALLOW, { ...ALLOW, Sid: SID }) }],
  ])('%s', async (code, scene) => {
    await set(scene);
    expect(await stage.call()).toMatchObject({ state: 'refused' });
    expect(stage.messages[0]).toMatchObject({
      subject: expect.stringContaining('no plan'),
      body: expect.stringContaining(`Outcome    ${code}`),
    });
    expect(stage.writes).toEqual([]);
  });

  const USER = `arn:aws:iam::${SECURITY}:user/break-glass`;
  test.each<[string, Scene]>([
    ['an account that is break-glass', { settings: { ROLEREACH_BREAK_GLASS: VENDOR } }],
    [
      'a user of the account that is cut off',
      { settings: { ROLEREACH_BREAK_GLASS: `${USER}, arn:aws:iam::${VENDOR}:user/ops/break-glass` } },
    ],
    [
      'a provider',
      {
        trust: document({ Effect: 'Allow', Principal: { Federated: OKTA }, Action: 'sts:AssumeRoleWithSAML' }),
        principal: { Federated: OKTA },
        settings: { ROLEREACH_BREAK_GLASS: OKTA },
      },
    ],
    ['the role itself', { settings: { ROLEREACH_BREAK_GLASS: `arn:aws:iam::${MEMBER}:role/team/Deploy` } }],
  ])('break-glass: %s', async (_, scene) => {
    await set(scene);
    expect(await stage.call()).toMatchObject({ state: 'refused' });
    expect(stage.messages[0]!.body).toContain('Outcome    break-glass');
    expect(stage.writes).toEqual([]);
  });

  test("break-glass principals of the organization do not stand in the way of denying everyone else's access", async () => {
    const open = document({ ...ALLOW, Principal: '*' });
    await set({ trust: open, principal: { AWS: '*' }, settings: { ROLEREACH_BREAK_GLASS: USER } });
    expect(await stage.call()).toMatchObject({ state: 'applied' });
  });
});

describe('a finding that is over', () => {
  test.each(['RESOLVED', 'ARCHIVED'] as const)('%s: nothing is done, and the message says so', async (status) => {
    await set({ status });
    expect(await stage.call()).toMatchObject({ state: 'nothing', why: expect.stringContaining(status) });
    expect(stage.messages[0]!.subject).toContain('nothing to do');
    expect(stage.writes).toEqual([]);
  });

  test('gone', async () => {
    await set();
    expect(await stage.call(stage.event({ id: '33333333-dcba-4444-dcba-333333333333' }))).toMatchObject({
      state: 'nothing',
      why: expect.stringContaining('not there'),
    });
  });

  test('what the event says is not believed: the finding is what counts', async () => {
    await set();
    const event = stage.event({ principal: { AWS: MEMBER }, condition: { 'sts:ExternalId': 'x' } });
    expect(await stage.call(event)).toMatchObject({ state: 'applied' });
    expect(await stage.statements()).toContainEqual(expect.objectContaining({ Condition: byAccount }));
  });

  test('an event that says it of another role changes none', async () => {
    await set();
    expect(await stage.call(stage.event({ resource: `${stage.role}er` }))).toMatchObject({
      state: 'nothing',
      why: expect.stringContaining('another resource'),
    });
    expect(stage.writes).toEqual([]);
  });

  test('where it may not be read, nothing is changed, and the plan is shown with the reason', async () => {
    await set({ stub: { faults: [{ operation: 'access-analyzer:GetFindingV2', do: 'deny' }] } });
    expect(await stage.call()).toMatchObject({
      state: 'planned',
      why: expect.stringContaining('access-analyzer:GetFinding'),
    });
    expect(stage.messages[0]!.body).toContain(SID);
    expect(stage.writes).toEqual([]);
  });
});

describe('once and no more', () => {
  test('an event that comes twice is told once, and writes once', async () => {
    await set();
    await stage.call();
    expect(await stage.call()).toMatchObject({ state: 'unchanged' });
    expect([stage.writes.length, stage.messages.length]).toEqual([1, 1]);
  });

  test('another event of the same finding finds the statement there, and says so', async () => {
    await set();
    await stage.call();
    expect(await stage.call({ ...stage.event(), id: 'another' })).toMatchObject({ state: 'unchanged' });
    expect(stage.writes).toHaveLength(1);
    expect(stage.messages[1]!.subject).toContain('already taken away');
    expect((await stage.statements()).filter(({ Sid }) => Sid === SID)).toHaveLength(1);
  });

  test('two at a time write one statement', async () => {
    await set();
    await Promise.all([stage.call(), stage.call({ ...stage.event(), id: 'another' })]);
    expect((await stage.statements()).filter(({ Sid }) => Sid === SID)).toHaveLength(1);
  });
});

test('notify: the plan is told and nothing is written', async () => {
  await set({ settings: { ROLEREACH_MODE: 'notify' } });
  expect(await stage.call()).toMatchObject({ state: 'planned' });
  expect(stage.messages[0]!.body).toMatch(/Nothing was changed[^]*"Effect": "Deny"[^]*rolereach apply 22222222-/);
  expect(stage.messages[0]!.body).not.toContain('To approve');
  expect(stage.writes).toEqual([]);
});
