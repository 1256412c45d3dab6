import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { AccessAnalyzerDetails } from '../../core/model/access-analyzer.ts';
import type { LastAccessedDetails } from '../../core/model/account-facts.ts';
import type { IdentityCenterDetails } from '../../core/model/identity-center.ts';
import { generatedWorld } from '../aws/generated.ts';
import { type AwsStub, type AwsStubOptions, startAwsStub } from '../aws/index.ts';
import { rolereach } from '../support/cli.ts';
import { temporaryFolder } from '../support/embedded.ts';

/** A whole run of `ingest --aws` over a generated organization: what Identity Center, Access Analyzer and IAM's reports say. */

const WORLD = generatedWorld(2, 1);
const CENTER = WORLD.identityCenters![0]!;
const SECURITY = WORLD.delegatedAdministrators![0]!.accountId;
const ANALYZER = WORLD.extras![SECURITY]!.analyzers![CENTER.region]![0]!;

interface Ingested {
  readonly stub: AwsStub;
  readonly code: number | null;
  readonly stderr: string;
  /** A file of the snapshot; undefined where it is not there. */
  readonly file: <Content>(name: string) => Content | undefined;
  /** Asks the store that was loaded. */
  readonly ask: (...args: string[]) => Promise<unknown>;
}

async function ingest(args: readonly string[], options: Partial<AwsStubOptions> = {}): Promise<Ingested> {
  const folder = await temporaryFolder();
  const stub = await startAwsStub({ ...WORLD, accessRole: { name: 'OrganizationAccountAccessRole' }, ...options });
  onTestFinished(async () => {
    await stub.close();
    await folder.remove();
  });
  const run = { cwd: folder.path, environment: { ...stub.environment, AWS_MAX_ATTEMPTS: '2' } };
  const { code, stderr } = await rolereach(['ingest', '--aws', '--regions', CENTER.region, ...args], run);
  return {
    stub,
    code,
    stderr,
    file<Content>(name: string): Content | undefined {
      const file = path.join(folder.path, '.rolereach', 'snapshot', name);
      return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Content) : undefined;
    },
    ask: async (...question) => JSON.parse((await rolereach([...question, '--json'], run)).stdout) as unknown,
  };
}

const accountFile = (id: string, name: string): string => path.join('accounts', id, name);

test('all of an organization is in its snapshot, and people of Identity Center reach its roles', async () => {
  const { code, stderr, file, ask } = await ingest([]);
  expect(stderr).not.toMatch(/denied|failed/);
  expect(code).toBe(0);

  const [center] = file<IdentityCenterDetails[]>('identity-centers.json')!;
  expect(center!.PermissionSets.map(({ Name }) => Name)).toEqual(CENTER.permissionSets.map(({ Name }) => Name));
  expect(center!.Assignments).toHaveLength(CENTER.assignments.length);
  expect(center!.Users.map(({ UserName }) => UserName)).toEqual(CENTER.users.map(({ UserName }) => UserName));

  const { Analyzers } = file<AccessAnalyzerDetails>(accountFile(SECURITY, 'access-analyzer.json'))!;
  expect(Analyzers).toMatchObject([{ Region: CENTER.region, Analyzer: { name: ANALYZER.name, type: 'ORGANIZATION' } }]);
  expect(Analyzers[0]!.Findings.map(({ id }) => id)).toEqual(ANALYZER.findings!.map(({ id }) => id));
  expect(Analyzers[0]!.Findings.every(({ findingDetails }) => findingDetails.length === 1)).toBe(true);

  const lastAccessed = file<LastAccessedDetails>(accountFile(SECURITY, 'last-accessed.json'))!;
  const own = ANALYZER.findings!.filter(({ resourceOwnerAccount }) => resourceOwnerAccount === SECURITY);
  expect(Object.keys(lastAccessed)).toEqual(expect.arrayContaining(own.map(({ resource }) => resource)));
  expect(Object.keys(lastAccessed).every((arn) => !arn.endsWith('-task'))).toBe(true);

  const administrators = Object.keys(lastAccessed).find((arn) => arn.includes('AWSReservedSSO_AdministratorAccess'));
  const { sources } = (await ask('who-can-reach', administrators!)) as { sources: { id: string }[] };
  const platform = CENTER.groups.find(({ DisplayName }) => DisplayName === 'platform')!;
  expect(sources.map(({ id }) => id)).toEqual(
    expect.arrayContaining(platform.members.map((user) => `federated:${CENTER.instanceArn}#${user}`)),
  );
});

test('names and reports can be left out', async () => {
  const { code, file, stub } = await ingest(['--no-identity-names', '--last-accessed', 'none']);
  expect(code).toBe(0);
  const json = JSON.stringify(file('identity-centers.json'));
  expect(json).toContain(CENTER.users[0]!.UserId);
  expect(json).not.toContain(CENTER.users[0]!.UserName);
  expect(file(accountFile(SECURITY, 'last-accessed.json'))).toBeUndefined();
  expect(stub.requests.filter(({ operation }) => operation.includes('LastAccessed'))).toEqual([]);
});

test('what one service refuses costs what it would have said, and no more', async () => {
  const { code, stderr, file } = await ingest([], {
    faults: [
      { operation: 'access-analyzer:ListAnalyzers', account: SECURITY, do: 'deny' },
      { operation: 'identitystore:ListUsers', do: 'deny' },
    ],
  });
  expect(code).toBe(3);
  expect(stderr).toContain('access-analyzer:ListAnalyzers');
  expect(stderr).toContain('identitystore:ListUsers');
  const [center] = file<IdentityCenterDetails[]>('identity-centers.json')!;
  expect(center).toMatchObject({ Users: [], Assignments: expect.arrayContaining([expect.anything()]) });
  expect(file(accountFile(SECURITY, 'last-accessed.json'))).toBeDefined();
});
