import { document, mayAssume, roleArn, trusts, userArn } from '../../support/organization.ts';
import { connect, connectTo, SeededAccount, SeededOrganization } from './seed.ts';
import { MOTO_ACCOUNT } from './server.ts';

/** Ids that moto makes up. */
export interface MotoOrganization {
  readonly id: string;
  readonly root: string;
  readonly units: { readonly workloads: string; readonly production: string };
  readonly accounts: {
    readonly management: string;
    readonly build: string;
    readonly payments: string;
    readonly sandbox: string;
    /** Closed. */
    readonly retired: string;
  };
}

const GITHUB = 'token.actions.githubusercontent.com';

/**
 * Fills a moto with a small organization. Managed policies are none in it: moto leaves out their names, which AWS never does.
 *
 *     root             management, build, retired (closed)
 *       workloads      sandbox; an RCP keeps principals of other organizations out
 *         production   payments; an SCP lets none of its principals assume what is called Break-glass
 */
export async function fillMoto(url: string): Promise<MotoOrganization> {
  const connection = connect(url);
  const made = await SeededOrganization.create(connection);
  const workloads = await made.unit('workloads');
  const production = await made.unit('production', workloads);
  const build = await made.account('build', made.root);
  const payments = await made.account('payments', production);
  const sandbox = await made.account('sandbox', workloads);
  const retired = await made.account('retired', made.root);
  await made.policy('SERVICE_CONTROL_POLICY', 'no-break-glass', noBreakGlass, production);
  await made.policy('RESOURCE_CONTROL_POLICY', 'only-ours', onlyOf(made.id), workloads);
  await made.close(retired);
  const accounts = { management: MOTO_ACCOUNT, build, payments, sandbox, retired };
  const of = async (account: string) => new SeededAccount(await connectTo(account, connection));
  await fillManagement(new SeededAccount(connection), accounts);
  await fillBuild(await of(build), accounts);
  await fillPayments(await of(payments), accounts);
  await fillSandbox(await of(sandbox), accounts);
  return { id: made.id, root: made.root, units: { workloads, production }, accounts };
}

type Accounts = MotoOrganization['accounts'];

const noBreakGlass = document({
  Effect: 'Deny',
  Action: 'sts:AssumeRole',
  Resource: 'arn:aws:iam::*:role/Break-glass',
});

const onlyOf = (organization: string) =>
  document({
    Effect: 'Deny',
    Principal: '*',
    Action: 'sts:AssumeRole',
    Resource: '*',
    Condition: {
      StringNotEqualsIfExists: { 'aws:PrincipalOrgID': organization },
      BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
    },
  });

async function fillManagement(account: SeededAccount, { build }: Accounts): Promise<void> {
  await account.group('Engineers', mayAssume(roleArn(build, 'Deployer')));
  await account.user('ada', { groups: ['Engineers'] });
  await account.user('grace');
}

async function fillBuild(account: SeededAccount, { management, payments }: Accounts): Promise<void> {
  await account.alias('example-build');
  const provider = await account.openIdProvider(GITHUB);
  await account.role('Deployer', trusts(`arn:aws:iam::${management}:root`), {
    inline: mayAssume(roleArn(payments, 'Ledger')),
    Tags: [{ Key: 'team', Value: 'build' }],
  });
  await account.role('Pipeline', fromGitHub(provider), { Path: '/ci/' });
}

const fromGitHub = (provider: string) =>
  document({
    Effect: 'Allow',
    Principal: { Federated: provider },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: {
        [`${GITHUB}:aud`]: 'sts.amazonaws.com',
        [`${GITHUB}:sub`]: 'repo:example/app:ref:refs/heads/main',
      },
    },
  });

async function fillPayments(account: SeededAccount, { build, payments }: Accounts): Promise<void> {
  await account.role('Ledger', trusts(roleArn(build, 'Deployer')));
  await account.user('teller', { inline: mayAssume('*') });
  await account.role('Break-glass', trusts(userArn(payments, 'teller')));
  await account.role('Till', trusts(userArn(payments, 'teller')));
}

async function fillSandbox(account: SeededAccount, { payments }: Accounts): Promise<void> {
  const ec2 = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
  await account.role('Server', document(ec2));
  await account.instanceProfile('Server');
  await account.role('Partner', trusts('arn:aws:iam::999999999999:root', userArn(payments, 'teller')));
}
