import { GetFindingV2Command, paginateListFindingsV2 } from '@aws-sdk/client-accessanalyzer';
import { GenerateServiceLastAccessedDetailsCommand, ListOpenIDConnectProvidersCommand } from '@aws-sdk/client-iam';
import { paginateListUsers } from '@aws-sdk/client-identitystore';
import { paginateListAccountAssignments } from '@aws-sdk/client-sso-admin';
import { expect, test } from 'vitest';
import { generatedWorld } from './generated.ts';
import { startAwsStub } from './index.ts';
import { accessAnalyzerClient, assume, iamClient, identityStoreClient, ssoClient } from './sdk.ts';

test('a generated world is the same for the same seed, and another for another', () => {
  const [first, again, other] = [generatedWorld(5, 1), generatedWorld(5, 1), generatedWorld(5, 2)];
  const whole = ({ extras, identityCenters, organizationTags }: typeof first) => ({
    extras: Object.entries(extras!),
    identityCenters,
    organizationTags,
  });
  expect(whole(again)).toEqual(whole(first));
  expect(whole(other)).not.toEqual(whole(first));
});

test('it answers for every service', async () => {
  const world = generatedWorld(8, 1);
  const stub = await startAwsStub({ ...world, accessRole: { name: 'Collector' } });
  const [center] = world.identityCenters!;
  const region = center!.region;

  const { identityStoreId: IdentityStoreId, instanceArn: InstanceArn } = center!;
  const users = [];
  const pages = paginateListUsers({ client: identityStoreClient(stub, { region }) }, { IdentityStoreId });
  for await (const { Users } of pages) users.push(...Users!);
  expect(users).toMatchObject(center!.users);
  const { AccountId, PermissionSetArn } = center!.assignments[0]!;
  const of = { InstanceArn, AccountId, PermissionSetArn };
  for await (const { AccountAssignments } of paginateListAccountAssignments(
    { client: ssoClient(stub, { region }) },
    of,
  )) {
    expect(AccountAssignments).toEqual([center!.assignments[0]]);
  }

  const security = world.delegatedAdministrators![0]!.accountId;
  const credentials = await assume(stub, `arn:aws:iam::${security}:role/Collector`);
  const [analyzer] = world.extras![security]!.analyzers![region]!;
  const client = accessAnalyzerClient(stub, { region, credentials });
  const findings = [];
  for await (const page of paginateListFindingsV2({ client }, { analyzerArn: analyzer!.arn })) {
    findings.push(...page.findings!);
  }
  expect(findings.map(({ id }) => id)).toEqual(analyzer!.findings!.map(({ id }) => id));
  expect(findings.length).toBeGreaterThan(8);
  const [first] = findings;
  const described = await client.send(new GetFindingV2Command({ analyzerArn: analyzer!.arn, id: first!.id! }));
  expect(described.findingDetails![0]).toHaveProperty('externalAccessDetails.principal');

  const iam = iamClient(stub, { credentials });
  const { OpenIDConnectProviderList } = await iam.send(new ListOpenIDConnectProvidersCommand());
  expect(OpenIDConnectProviderList).toHaveLength(1);
  const [role] = Object.keys(world.extras![security]!.lastAccessed!);
  expect(await iam.send(new GenerateServiceLastAccessedDetailsCommand({ Arn: role! }))).toHaveProperty('JobId');
  await stub.close();
});
