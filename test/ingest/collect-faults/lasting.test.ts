import { expect, test } from 'vitest';
import type { AccountEntry } from '../../../ingest/snapshot/format.ts';
import type { ProblemCause } from '../../../core/model/problem.ts';
import { type Fault, startAwsStub } from '../../aws/index.ts';
import { Place } from './collecting.ts';
import { ACCOUNTS, exampleWorld, PRODUCTION } from './world.ts';

/** What does not pass costs what it stands in the way of, in its account; the end says so, and why. */

const DETAILS = 'iam:GetAccountAuthorizationDetails';
const ROLE = `arn:aws:iam::${PRODUCTION}:role/OrganizationAccountAccessRole`;

interface Row {
  readonly fault: Omit<Fault, 'account'>;
  readonly status: AccountEntry['status'];
  readonly cause: ProblemCause;
  readonly missingPermission?: string;
}

const ROWS: readonly Row[] = [
  { fault: { operation: DETAILS, do: 'throttle' }, status: 'failed', cause: 'throttled' },
  { fault: { operation: DETAILS, do: 'error' }, status: 'failed', cause: 'unreachable' },
  { fault: { operation: DETAILS, on: { from: 2 }, do: 'cut' }, status: 'failed', cause: 'unreachable' },
  { fault: { operation: DETAILS, do: 'malformed' }, status: 'failed', cause: 'bad-answer' },
  { fault: { operation: DETAILS, do: 'repeat-marker' }, status: 'failed', cause: 'bad-answer' },
  { fault: { operation: DETAILS, do: 'empty-page' }, status: 'failed', cause: 'bad-answer' },
  { fault: { operation: DETAILS, on: { from: 2 }, do: 'close-account' }, status: 'failed', cause: 'account-gone' },
  {
    fault: { operation: DETAILS, do: 'deny-scp' },
    status: 'failed',
    cause: 'control-policy',
    missingPermission: `${DETAILS} for ${ROLE}`,
  },
  {
    fault: { operation: 'sts:AssumeRole', do: 'deny' },
    status: 'failed',
    cause: 'role-refused',
    missingPermission: `sts:AssumeRole on ${ROLE} for arn:aws:iam::111111111111:user/collector`,
  },
  { fault: { operation: 'access-analyzer:*', do: 'region-off' }, status: 'partial', cause: 'region-off' },
  { fault: { operation: 'iam:ListAccountAliases', do: 'error' }, status: 'partial', cause: 'unreachable' },
  { fault: { operation: 'access-analyzer:ListFindingsV2', do: 'malformed' }, status: 'partial', cause: 'bad-answer' },
];

test.each(ROWS)('$fault.operation: $fault.do in one account', async ({ fault, status, cause, missingPermission }) => {
  const stub = await startAwsStub(exampleWorld({ faults: [{ ...fault, account: PRODUCTION }] }));
  const place = new Place();
  const { code, stderr } = await place.collect({ environment: { ...stub.environment, AWS_MAX_ATTEMPTS: '3' } });
  expect(code).toBe(3);
  expect(statuses(place)).toEqual({ ...complete, [PRODUCTION]: status });
  const { problems } = place.manifest.accounts.find(({ id }) => id === PRODUCTION)!;
  expect(problems[0]).toMatchObject({ cause, missingPermission: missingPermission ?? null });
  expect(stderr).toContain(PRODUCTION);
  expect(stderr).toContain(missingPermission ?? fault.operation.replace(/\*$/, ''));
  place.remove();
  await stub.close();
});

test.each([
  { operation: 'organizations:ListRoots', ends: 3, says: 'The organization may not be read' },
  { operation: 'organizations:ListAccountsForParent', ends: 3, says: 'organizations:ListAccountsForParent' },
  { operation: 'organizations:DescribePolicy', ends: 3, says: 'organizations:DescribePolicy' },
])('$operation denied ends with $ends', async ({ operation, ends, says }) => {
  const stub = await startAwsStub(exampleWorld({ faults: [{ operation, do: 'deny' }] }));
  const place = new Place();
  const { code, stderr } = await place.collect(stub);
  expect(code).toBe(ends);
  expect(stderr).toContain(says);
  place.remove();
  await stub.close();
});

const complete = Object.fromEntries(ACCOUNTS.map((id) => [id, 'complete']));
const statuses = ({ manifest }: Place) => Object.fromEntries(manifest.accounts.map(({ id, status }) => [id, status]));
