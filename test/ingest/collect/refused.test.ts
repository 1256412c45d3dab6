import { describe, expect, test } from 'vitest';
import { openSnapshot } from '../../../ingest/index.ts';
import type { Fault } from '../../aws/index.ts';
import { snapshot } from '../../support/organization.ts';
import { A, B, MANAGEMENT, members, statuses, tree, world } from './members.ts';
import { ACCESS_ROLE, collecting, withAccessRole } from './support.ts';

const through = (id: string): string => ` for arn:aws:iam::${id}:role/${ACCESS_ROLE}`;

describe('what is refused costs itself alone, and says what would help', () => {
  test.each<{ fault: Fault; status: string; problem: object }>([
    {
      fault: { operation: 'sts:AssumeRole', account: A, do: 'deny' },
      status: 'failed',
      problem: { operation: 'sts:AssumeRole', cause: 'role-refused' },
    },
    {
      fault: { operation: 'iam:GetAccountAuthorizationDetails', account: A, do: 'deny' },
      status: 'failed',
      problem: { cause: 'access-denied', missingPermission: `iam:GetAccountAuthorizationDetails${through(A)}` },
    },
    {
      fault: { operation: 'iam:GetAccountAuthorizationDetails', account: A, do: 'deny-scp' },
      status: 'failed',
      problem: { cause: 'control-policy', missingPermission: `iam:GetAccountAuthorizationDetails${through(A)}` },
    },
    ...[
      'ListAccountAliases',
      'ListSAMLProviders',
      'ListOpenIDConnectProviders',
      'ListInstanceProfiles',
      'GenerateCredentialReport',
      'GetCredentialReport',
    ].map((operation) => ({
      fault: { operation: `iam:${operation}`, account: A, do: 'deny' as const },
      status: 'partial',
      problem: {
        operation: `iam:${operation}`,
        cause: 'access-denied',
        missingPermission: `iam:${operation}${through(A)}`,
      },
    })),
    {
      fault: { operation: 'access-analyzer:ListAnalyzers', account: A, do: 'region-off' },
      status: 'partial',
      problem: { operation: 'access-analyzer:ListAnalyzers', region: 'us-east-1', cause: 'region-off' },
    },
    {
      fault: { operation: 'iam:GetAccountAuthorizationDetails', account: A, do: 'close-account' },
      status: 'failed',
      problem: { cause: 'account-gone', missingPermission: null },
    },
    {
      fault: { operation: 'iam:GetAccountAuthorizationDetails', account: A, do: 'repeat-marker' },
      status: 'failed',
      problem: { cause: 'bad-answer' },
    },
  ])('$fault.operation: $fault.do', async ({ fault, status, problem }) => {
    const { folder, ingest } = await collecting({ ...world, faults: [fault] });
    const { accounts, diagnostics } = await ingest();
    expect(statuses(folder)).toEqual({ [MANAGEMENT]: 'complete', [A]: status, [B]: 'complete' });
    const refused = accounts.find(({ id }) => id === A)!.problems;
    expect(refused).toContainEqual(expect.objectContaining(problem));
    expect(diagnostics.some(({ code }) => code === 'account-not-collected')).toBe(status === 'failed');
  });

  test('control policies that cannot be read leave every hop that they may deny uncertain', async () => {
    const faults: Fault[] = [{ operation: 'organizations:DescribePolicy', do: 'deny' }];
    const { folder, ingest } = await collecting({ ...world, faults });
    const { problems, diagnostics } = await ingest();
    expect(problems).toMatchObject([{ operation: 'organizations:DescribePolicy', cause: 'access-denied' }]);
    expect(openSnapshot(folder).organization!.Policies).toMatchObject([{ Content: null }]);
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'malformed-policy' }));
  });

  test.each(['ListPolicies', 'ListTargetsForPolicy'])(
    'without organizations:%s a control policy may be anywhere, and say anything',
    async (operation) => {
      const faults: Fault[] = [{ operation: `organizations:${operation}`, do: 'deny' }];
      const { folder, ingest } = await collecting({ ...world, faults });
      const { diagnostics } = await ingest();
      const { Policies } = openSnapshot(folder).organization!;
      expect(Policies).not.toEqual([]);
      for (const { Content, Targets } of Policies) {
        expect(Content).toBeNull();
        expect(Targets).toEqual(expect.arrayContaining([MANAGEMENT, A, B]));
      }
      expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['malformed-policy']));
    },
  );

  test('an account that no unit has, as while it is moved, ends it', async () => {
    const Accounts = tree.Accounts.map((each) => (each.Id === B ? { ...each, ParentId: 'ou-root-elsewhere' } : each));
    const { ingest } = await collecting({
      ...world,
      snapshot: { ...world.snapshot, organization: { ...tree, Accounts } },
    });
    await expect(ingest()).rejects.toThrow(`The organization has ${B}, but none of its units does.`);
  });

  test('without access to Organizations, the own account is collected, and what is not known is said', async () => {
    const faults: Fault[] = [{ operation: 'organizations:*', do: 'deny' }];
    const { folder, ingest } = await collecting({ ...world, faults });
    const result = await ingest();
    expect(result).toMatchObject({
      withoutOrganization: true,
      problems: [{ operation: 'organizations:DescribeOrganization', cause: 'access-denied' }],
    });
    expect(statuses(folder)).toEqual({ [MANAGEMENT]: 'complete' });
  });

  test('a delegated administrator collects the organization too', async () => {
    const delegatedAdministrators = [{ accountId: A, services: ['sso.amazonaws.com'] }];
    const { folder, ingest } = await collecting({
      snapshot: withAccessRole(snapshot(members, tree), A),
      callerAccount: A,
      delegatedAdministrators,
    });
    await ingest();
    expect(statuses(folder)).toEqual({ [MANAGEMENT]: 'complete', [A]: 'complete', [B]: 'complete' });
  });
});

test.each(['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'])(
  'an account that is %s is left out, and that is no gap',
  async (Status) => {
    const Accounts = tree.Accounts.map((each) => (each.Id === B ? { ...each, Status } : each));
    const { folder, ingest } = await collecting({
      ...world,
      snapshot: { ...world.snapshot, organization: { ...tree, Accounts } },
    });
    const { inactive, diagnostics } = await ingest();
    expect(inactive).toEqual([{ id: B, name: `account-${B}`, status: Status }]);
    expect(statuses(folder)).toEqual({ [MANAGEMENT]: 'complete', [A]: 'complete' });
    expect(diagnostics.filter(({ code }) => code === 'account-not-collected')).toEqual([]);
  },
);
