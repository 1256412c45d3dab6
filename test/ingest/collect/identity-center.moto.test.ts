import {
  CreateGroupCommand,
  CreateGroupMembershipCommand,
  CreateUserCommand,
  IdentitystoreClient,
} from '@aws-sdk/client-identitystore';
import * as sso from '@aws-sdk/client-sso-admin';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { Attempts } from '../../../ingest/collect/attempts.ts';
import { readIdentityCenters } from '../../../ingest/collect/identity-center/read-identity-centers.ts';
import { openSession } from '../../../ingest/collect/session.ts';
import { connect } from '../../aws/moto/seed.ts';
import { MOTO_ACCOUNT, startMoto, type Moto } from '../../aws/moto/server.ts';

const MEMBER = '222222222222';
const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';
const INLINE = JSON.stringify({ Version: '2012-10-17', Statement: [] });

describe.skipIf(inject('moto') === null)('Identity Center by moto', () => {
  let moto: Moto;
  let made: Filled;
  beforeAll(async () => {
    moto = await startMoto();
    made = await fill(moto.url);
    for (const [name, value] of Object.entries(moto.environment)) vi.stubEnv(name, value);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await moto.stop();
  });

  test('is read as it was made; moto knows no boundaries of permission sets', async () => {
    const attempts = new Attempts();
    const session = await openSession({ attempts: 1 });
    const [center] = await readIdentityCenters(session, { regions: ['us-east-1'], names: true }, attempts);
    expect(center).toEqual({
      Instance: { ...made.instance, OwnerAccountId: MOTO_ACCOUNT, Region: 'us-east-1' },
      PermissionSets: [
        {
          PermissionSetArn: made.set,
          Name: 'Operations',
          Description: 'To operate',
          SessionDuration: 'PT4H',
          ManagedPolicies: [{ Name: 'AdministratorAccess', Arn: ADMINISTRATOR }],
          CustomerManagedPolicies: [{ Name: 'extra', Path: '/' }],
          InlinePolicy: INLINE,
        },
      ],
      Assignments: [
        { AccountId: MEMBER, PermissionSetArn: made.set, PrincipalType: 'GROUP', PrincipalId: made.group },
        { AccountId: MEMBER, PermissionSetArn: made.set, PrincipalType: 'USER', PrincipalId: made.user },
      ],
      Users: [{ UserId: made.user, UserName: 'ada', DisplayName: 'Ada' }],
      Groups: [{ GroupId: made.group, DisplayName: 'operators', Members: [made.user] }],
    });
    expect(attempts.problems.map(({ operation }) => operation)).toEqual(['sso:GetPermissionsBoundaryForPermissionSet']);
  });
});

interface Filled {
  readonly instance: { readonly InstanceArn: string; readonly IdentityStoreId: string };
  readonly set: string;
  readonly user: string;
  readonly group: string;
}

/** One permission set in one account, for a user and for the group that the user is in. */
async function fill(url: string): Promise<Filled> {
  const admin = new sso.SSOAdminClient(connect(url));
  const store = new IdentitystoreClient(connect(url));
  const { Instances } = await admin.send(new sso.ListInstancesCommand());
  const { InstanceArn, IdentityStoreId } = Instances![0]! as Filled['instance'];
  const create = { InstanceArn, Name: 'Operations', Description: 'To operate', SessionDuration: 'PT4H' };
  const { PermissionSet } = await admin.send(new sso.CreatePermissionSetCommand(create));
  const PermissionSetArn = PermissionSet!.PermissionSetArn!;
  const of = { InstanceArn, PermissionSetArn };
  await admin.send(new sso.AttachManagedPolicyToPermissionSetCommand({ ...of, ManagedPolicyArn: ADMINISTRATOR }));
  const extra = { ...of, CustomerManagedPolicyReference: { Name: 'extra', Path: '/' } };
  await admin.send(new sso.AttachCustomerManagedPolicyReferenceToPermissionSetCommand(extra));
  await admin.send(new sso.PutInlinePolicyToPermissionSetCommand({ ...of, InlinePolicy: INLINE }));
  const name = { FamilyName: 'A', GivenName: 'Ada' };
  const ada = { IdentityStoreId, UserName: 'ada', DisplayName: 'Ada', Name: name };
  const { UserId } = await store.send(new CreateUserCommand(ada));
  const { GroupId } = await store.send(new CreateGroupCommand({ IdentityStoreId, DisplayName: 'operators' }));
  const member = { IdentityStoreId, GroupId: GroupId!, MemberId: { UserId: UserId! } };
  await store.send(new CreateGroupMembershipCommand(member));
  for (const [PrincipalType, PrincipalId] of [
    ['USER', UserId],
    ['GROUP', GroupId],
  ] as const) {
    const assignment = { ...of, TargetId: MEMBER, TargetType: 'AWS_ACCOUNT', PrincipalType, PrincipalId } as const;
    await admin.send(new sso.CreateAccountAssignmentCommand(assignment));
  }
  return { instance: { InstanceArn, IdentityStoreId }, set: PermissionSetArn, user: UserId!, group: GroupId! };
}
