import {
  GenerateCredentialReportCommand,
  GenerateServiceLastAccessedDetailsCommand,
  GetAccountAuthorizationDetailsCommand,
  type GetAccountAuthorizationDetailsResponse,
  GetCredentialReportCommand,
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
  GetSAMLProviderCommand,
  GetServiceLastAccessedDetailsCommand,
  ListAccountAliasesCommand,
  ListInstanceProfilesCommand,
  ListOpenIDConnectProvidersCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  ListSAMLProvidersCommand,
  ListUsersCommand,
  ListUserTagsCommand,
  paginateGetAccountAuthorizationDetails,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { AccountSnapshot } from '../../core/model/snapshot.ts';
import { account, document, mayAssume, role, snapshot, trusts, user, userArn } from '../support/organization.ts';
import { generatedSnapshot } from './generated.ts';
import { decodeDocument, startAwsStub, type AccountExtras, type AwsStub, type AwsStubOptions } from './index.ts';
import { iamClient } from './sdk.ts';

const ID = '111111111111';
const AWS_OWN = ['ReadOnlyAccess', 'Boundary', 'Unused'].map((name) => `arn:aws:iam::aws:policy/${name}`);
const anything = document({ Effect: 'Allow', Action: '*', Resource: '*' });

const ONE: AccountSnapshot = account(ID, {
  users: [
    user(ID, 'ann', { tags: { team: 'a&b <c>' }, inline: { Work: mayAssume('*') }, managed: [AWS_OWN[0]!] }),
    user(ID, 'bob', { boundary: AWS_OWN[1]! }),
  ],
  groups: [{ Arn: `arn:aws:iam::${ID}:group/all`, GroupName: 'all', GroupPolicyList: [] }],
  roles: [
    role(ID, 'Deploy', trusts(userArn(ID, 'ann')), { tags: { stage: 'prod' }, path: '/ci/' }),
    role(ID, 'Broken', '{ "Version": '),
  ],
  managed: Object.fromEntries([...AWS_OWN, `arn:aws:iam::${ID}:policy/Own`].map((arn) => [arn, anything])),
});

let stub: AwsStub;
const start = async (options: Partial<AwsStubOptions> = {}): Promise<AwsStub> =>
  (stub = await startAwsStub({ snapshot: snapshot([ONE]), ...options }));
const startWith = (extras: AccountExtras) => start({ extras: { [ID]: extras } });
afterEach(async () => stub.close());

describe('authorization details', () => {
  test('are those of the snapshot, their documents URL-encoded', async () => {
    await start();
    const details = await iamClient(stub).send(new GetAccountAuthorizationDetailsCommand());
    expect(details.IsTruncated).toBe(false);
    expect(details.RoleDetailList![0]!.AssumeRolePolicyDocument).toMatch(/^%7B%22Version%22%3A/);
    expect(decoded(details)).toMatchObject({
      UserDetailList: ONE.details.UserDetailList,
      RoleDetailList: ONE.details.RoleDetailList,
      GroupDetailList: ONE.details.GroupDetailList,
    });
  });

  test("have AWS's own policies only where something has them", async () => {
    await start();
    const { Policies } = await iamClient(stub).send(new GetAccountAuthorizationDetailsCommand());
    expect(Policies!.map(({ PolicyName }) => PolicyName)).toEqual(['ReadOnlyAccess', 'Boundary', 'Own']);
  });

  test('hold what is asked for', async () => {
    await start();
    const get = new GetAccountAuthorizationDetailsCommand({ Filter: ['Role', 'AWSManagedPolicy'] });
    const details = await iamClient(stub).send(get);
    expect([details.UserDetailList, details.GroupDetailList]).toEqual([[], []]);
    expect([details.RoleDetailList!.length, details.Policies!.length]).toEqual([2, 2]);
  });

  test('come a hundred entities a page, of all kinds together', async () => {
    const users = Array.from({ length: 130 }, (_, index) => user(ID, `user-${index}`));
    await start({ snapshot: snapshot([account(ID, { users, roles: [role(ID, 'R', trusts('*'))] })]) });
    const first = await iamClient(stub).send(new GetAccountAuthorizationDetailsCommand());
    expect([first.UserDetailList!.length, first.RoleDetailList!.length, first.IsTruncated]).toEqual([100, 0, true]);
    const rest = await iamClient(stub).send(new GetAccountAuthorizationDetailsCommand({ Marker: first.Marker! }));
    expect([rest.UserDetailList!.length, rest.RoleDetailList!.length, rest.IsTruncated]).toEqual([30, 1, false]);
  });

  test('are whole with any size of page', async () => {
    const generated = generatedSnapshot(1, 3);
    const entities = Object.values([...generated.accounts][0]!.details).flat().length;
    await start({ snapshot: generated });
    const whole = await collect(1000);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 5, max: entities + 5 }), async (size) => {
        expect(await collect(size)).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });

  test.each([{ MaxItems: 1001 }, { MaxItems: 0 }, { Marker: 'made-up' }])('refuse %j', async (parameters) => {
    await start();
    const call = iamClient(stub).send(new GetAccountAuthorizationDetailsCommand(parameters));
    await expect(call).rejects.toMatchObject({ name: 'ValidationError' });
  });

  test('may lack tags, which are then asked for one by one', async () => {
    await startWith({ tagsInDetails: false });
    const client = iamClient(stub);
    const { UserDetailList } = await client.send(new GetAccountAuthorizationDetailsCommand());
    expect(UserDetailList![0]!.Tags).toBeUndefined();
    const ann = await client.send(new ListUserTagsCommand({ UserName: 'ann' }));
    expect(ann.Tags).toEqual([{ Key: 'team', Value: 'a&b <c>' }]);
    const deploy = await client.send(new ListRoleTagsCommand({ RoleName: 'Deploy' }));
    expect(deploy.Tags).toEqual([{ Key: 'stage', Value: 'prod' }]);
  });
});

test('users and roles are listed, and a role described', async () => {
  await start();
  const client = iamClient(stub);
  const { Users } = await client.send(new ListUsersCommand());
  expect(Users!.map(({ UserName }) => UserName)).toEqual(['ann', 'bob']);
  const { Roles } = await client.send(new ListRolesCommand({ PathPrefix: '/ci/' }));
  expect(Roles!.map(({ RoleName, Tags }) => [RoleName, Tags])).toEqual([['Deploy', undefined]]);
  const { Role } = await client.send(new GetRoleCommand({ RoleName: 'Deploy' }));
  expect(Role).toMatchObject({ RoleName: 'Deploy', Tags: [{ Key: 'stage', Value: 'prod' }] });
  await expect(client.send(new GetRoleCommand({ RoleName: 'Nobody' }))).rejects.toMatchObject({
    name: 'NoSuchEntityException',
  });
});

const replace = (PolicyDocument: string, RoleName = 'Deploy') =>
  iamClient(stub).send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));

const withSid = (Sid: string): string =>
  JSON.stringify(document({ ...(trusts('*')['Statement'] as object[])[0], Sid }), null, 2);

/** A trust of that many characters beside its white space. */
const ofLength = (length: number): string => withSid('x'.repeat(length - withSid('').replaceAll(/\s/g, '').length));

describe('a trust policy is replaced', () => {
  test('for all who ask from then on', async () => {
    await start();
    const trust = trusts(userArn(ID, 'bob'), userArn('999999999999', 'anyone'));
    await replace(JSON.stringify(trust));
    const { Role } = await iamClient(stub).send(new GetRoleCommand({ RoleName: 'Deploy' }));
    expect(decodeDocument(Role!.AssumeRolePolicyDocument)).toEqual(trust);
    const { RoleDetailList } = await iamClient(stub).send(new GetAccountAuthorizationDetailsCommand());
    expect(RoleDetailList!.map(({ AssumeRolePolicyDocument }) => decodeDocument(AssumeRolePolicyDocument))).toEqual([
      trust,
      '{ "Version": ',
    ]);
  });

  test('by one of 2,048 characters beside white space at most', async () => {
    await start();
    await replace(ofLength(2048));
    await expect(replace(ofLength(2049))).rejects.toMatchObject({ name: 'LimitExceededException' });
  });

  const statement = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
  test.each([
    ['no JSON', '{'],
    ['no statement', '{}'],
    ['no effect', JSON.stringify(document({ ...statement, Effect: 'Maybe' }))],
    ['no principal', JSON.stringify(document({ ...statement, Principal: undefined }))],
    ['no action', JSON.stringify(document({ ...statement, Action: undefined }))],
    ['a resource', JSON.stringify(document({ ...statement, Resource: '*' }))],
    ['a user who is not there', JSON.stringify(trusts(userArn(ID, 'nobody')))],
  ])('not by one with %s', async (_, policy) => {
    await start();
    await expect(replace(policy)).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
  });

  test.each(['/aws-service-role/x.amazonaws.com/', '/aws-reserved/sso.amazonaws.com/'])('not in %s', async (path) => {
    await start({ snapshot: snapshot([account(ID, { roles: [role(ID, 'Own', trusts('*'), { path })] })]) });
    await expect(replace(JSON.stringify(trusts('*')), 'Own')).rejects.toMatchObject({
      name: 'UnmodifiableEntityException',
    });
  });
});

test('identity providers', async () => {
  const saml = { Arn: `arn:aws:iam::${ID}:saml-provider/Corp`, SAMLMetadataDocument: '<a b="c"/>' };
  const oidc = {
    Arn: `arn:aws:iam::${ID}:oidc-provider/ci.example.com`,
    Url: 'ci.example.com',
    ClientIDList: ['sts.amazonaws.com', 'other'],
    ThumbprintList: ['ab'.repeat(20)],
  };
  await startWith({ samlProviders: [saml], oidcProviders: [oidc] });
  const client = iamClient(stub);
  const { SAMLProviderList } = await client.send(new ListSAMLProvidersCommand());
  expect(SAMLProviderList).toMatchObject([{ Arn: saml.Arn }]);
  expect(await client.send(new GetSAMLProviderCommand({ SAMLProviderArn: saml.Arn }))).toMatchObject({
    SAMLMetadataDocument: saml.SAMLMetadataDocument,
  });
  const { OpenIDConnectProviderList } = await client.send(new ListOpenIDConnectProvidersCommand());
  expect(OpenIDConnectProviderList).toEqual([{ Arn: oidc.Arn }]);
  const { Arn, ...rest } = oidc;
  const described = await client.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: Arn }));
  expect(described).toMatchObject(rest);
});

test('instance profiles, with their roles, and aliases', async () => {
  const profile = { Arn: `arn:aws:iam::${ID}:instance-profile/web`, InstanceProfileName: 'web', Roles: ['Deploy'] };
  await startWith({ instanceProfiles: [profile], aliases: ['shop'] });
  const { InstanceProfiles } = await iamClient(stub).send(new ListInstanceProfilesCommand());
  expect(InstanceProfiles).toMatchObject([{ InstanceProfileName: 'web', Roles: [{ RoleName: 'Deploy' }] }]);
  expect(await iamClient(stub).send(new ListAccountAliasesCommand())).toMatchObject({ AccountAliases: ['shop'] });
});

test('a credential report is there once it is made', async () => {
  await start();
  const client = iamClient(stub);
  const get = () => client.send(new GetCredentialReportCommand());
  await expect(get()).rejects.toMatchObject({ name: 'CredentialReportNotPresentException' });
  const states = [];
  for (let times = 0; times < 3; times++) states.push((await client.send(new GenerateCredentialReportCommand())).State);
  expect(states).toEqual(['STARTED', 'INPROGRESS', 'COMPLETE']);
  const report = new TextDecoder().decode((await get()).Content);
  expect(report.split('\n').map((line) => line.split(',')[0])).toEqual(['user', '<root_account>', 'ann', 'bob']);
});

test.each([
  ['ACTION_LEVEL', 1],
  ['SERVICE_LEVEL', undefined],
] as const)('what was last accessed, at %s', async (Granularity, actions) => {
  const service = {
    ServiceName: 'Amazon S3',
    ServiceNamespace: 's3',
    LastAuthenticated: '2026-10-01T10:00:00.000Z',
    TrackedActionsLastAccessed: [{ ActionName: 'GetObject', LastAccessedTime: '2026-10-01T10:00:00.000Z' }],
  };
  await startWith({ lastAccessed: { [userArn(ID, 'ann')]: [service] } });
  const client = iamClient(stub);
  const generate = new GenerateServiceLastAccessedDetailsCommand({ Arn: userArn(ID, 'ann'), Granularity });
  const { JobId } = await client.send(generate);
  const get = () => client.send(new GetServiceLastAccessedDetailsCommand({ JobId: JobId! }));
  expect(await get()).toMatchObject({ JobStatus: 'IN_PROGRESS', JobType: Granularity });
  const done = await get();
  expect(done).toMatchObject({ JobStatus: 'COMPLETED', ServicesLastAccessed: [{ ServiceNamespace: 's3' }] });
  const [last] = done.ServicesLastAccessed!;
  expect(last!.LastAuthenticated).toEqual(new Date(service.LastAuthenticated));
  expect(last!.TrackedActionsLastAccessed?.length).toBe(actions);
});

/** What is in the details, their documents as data. */
function decoded(details: GetAccountAuthorizationDetailsResponse): unknown {
  const walk = (value: unknown, name: string): unknown => {
    if (name.endsWith('Document')) return decodeDocument(value);
    if (Array.isArray(value)) return value.map((item) => walk(item, ''));
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, key)]));
  };
  return walk(details, '');
}

async function collect(pageSize: number): Promise<unknown> {
  const all: Record<string, unknown[]> = {};
  for await (const page of paginateGetAccountAuthorizationDetails({ client: iamClient(stub), pageSize }, {})) {
    for (const name of ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const) {
      (all[name] ??= []).push(...(page[name] ?? []));
    }
  }
  return all;
}
