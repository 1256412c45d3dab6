import { GetAccountAuthorizationDetailsCommand, IAMClient } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { fillMoto, type MotoOrganization } from './organization.ts';
import { connect, connectTo } from './seed.ts';
import { startMoto, type Moto } from './server.ts';

describe.skipIf(inject('moto') === null)('moto', () => {
  let moto: Moto;
  let made: MotoOrganization;
  beforeAll(async () => {
    moto = await startMoto();
    made = await fillMoto(moto.url);
  });
  afterAll(() => moto.stop());

  test('each account has roles of its own', async () => {
    const { build, sandbox } = made.accounts;
    expect(await rolesOf(build)).toEqual(['Deployer', 'OrganizationAccountAccessRole', 'Pipeline']);
    expect(await rolesOf(sandbox)).toEqual(['OrganizationAccountAccessRole', 'Partner', 'Server']);
  });

  async function rolesOf(account: string): Promise<unknown> {
    const client = new IAMClient(await connectTo(account, connect(moto.url)));
    const { RoleDetailList } = await client.send(new GetAccountAuthorizationDetailsCommand());
    return RoleDetailList!.map(({ RoleName }) => RoleName).toSorted();
  }
});
