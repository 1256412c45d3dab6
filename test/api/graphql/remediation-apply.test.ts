import { GetRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RemediationControl } from '../../../api/index.ts';
import { RemediationRefusedError } from '../../../api/index.ts';
import { derive } from '../../../core/derive/derive.ts';
import type { HistoryStep } from '../../../core/resolution/history.ts';
import { liveTrust } from '../../../resolve/apply/live-trust.ts';
import { type Analyzer, type AwsStub, startAwsStub } from '../../aws/index.ts';
import { iamClient } from '../../aws/sdk.ts';
import { analyzer, withFindings } from '../../support/findings.ts';
import { account, document, role, roleArn, snapshot, trusts, user } from '../../support/organization.ts';
import { stubRemediation } from '../../support/remediation.ts';
import { serving, type Serving } from '../support/serving.ts';

const [HOME, VENDOR] = ['111111111111', '999999999999'];
const DEPLOY = roleArn(HOME, 'Deploy');
const TRUST = trusts(VENDOR);
const COLLECTED = snapshot([
  account(HOME, { users: [user(HOME, 'alice')], roles: [role(HOME, 'Deploy', TRUST), role(HOME, 'Other', TRUST)] }),
]);

const ANALYZER: Analyzer = {
  name: 'account-analyzer',
  type: 'ACCOUNT',
  arn: `arn:aws:access-analyzer:eu-central-1:${HOME}:analyzer/account-analyzer`,
};

let stub: AwsStub;
let server: Serving;
let told: HistoryStep[];

beforeEach(async () => {
  stub = await startAwsStub({
    snapshot: COLLECTED,
    callerAccount: HOME,
    extras: { [HOME]: { analyzers: { 'eu-central-1': [ANALYZER] } } },
  });
  told = [];
  await serve();
});
afterEach(async () => {
  vi.useRealTimers();
  await server.stop();
  await stub.close();
});

async function serve(control: Partial<RemediationControl> = {}): Promise<void> {
  const findings = [{ id: 'f-1', role: '1/Deploy', principal: { AWS: VENDOR } }];
  const graph = withFindings(derive(COLLECTED), { 1: [analyzer('1', findings)] });
  server = await serving([graph], {
    remediation: stubRemediation(stub, { tell: (step) => void told.push(step), ...control }),
  });
}

const PLAN = 'refused why plan { id after } approval { token expires }';
const plan = async (asked = 'finding: "f-1"') =>
  (await server.ask(`mutation { remediationPlan(${asked}) { ${PLAN} } }`)).data.remediationPlan;
const STEP = 'what state why planId roleId by caller sid before after';
const apply = (token: string) =>
  server.ask(`mutation($token: String!) { remediationApply(token: $token) { ${STEP} } }`, { token });
const revert = (id: string) => server.ask(`mutation { remediationRevert(id: "${id}") { ${STEP} } }`);
const history = async () =>
  (await server.ask('{ remediationHistory { what state planId } }')).data.remediationHistory.map(
    ({ what, state }: Record<string, string>) => `${what} ${state}`,
  );
const tokenOf = async (asked?: string): Promise<string> => (await plan(asked)).approval.token;
const liveDocument = async (): Promise<unknown> => {
  const { Role } = await iamClient(stub).send(new GetRoleCommand({ RoleName: 'Deploy' }));
  return JSON.parse(decodeURIComponent(Role!.AssumeRolePolicyDocument!));
};
const edit = (trust: unknown) =>
  iamClient(stub).send(
    new UpdateAssumeRolePolicyCommand({ RoleName: 'Deploy', PolicyDocument: JSON.stringify(trust) }),
  );
const archivePlan = async (more = '') =>
  (
    await server.ask(
      `mutation { archivePlan(finding: "f-1"${more}) { refused plan { rule criteria otherCount warnings } approval { token } } }`,
    )
  ).data.archivePlan;
const untouched = async () => ({ writes: writes(), trust: await liveDocument() });
const writes = () => stub.requests.filter(({ operation }) => operation === 'UpdateAssumeRolePolicy').length;

test('a plan is applied as it was shown, by its approval, and reverted; all of it is kept and told', async () => {
  const shown = await plan();
  expect(Date.parse(shown.approval.expires)).toBeGreaterThan(Date.now());
  const applied = (await apply(shown.approval.token)).data.remediationApply;
  expect(applied).toMatchObject({
    what: 'APPLY',
    state: 'APPLIED',
    why: null,
    planId: 'f-1',
    roleId: DEPLOY,
    sid: 'f1',
    after: shown.plan.after,
    by: "someone on the server's machine",
    caller: `arn:aws:iam::${HOME}:user/remedy`,
  });
  expect(await liveDocument()).toEqual(JSON.parse(shown.plan.after));

  expect((await revert('f-1')).data.remediationRevert).toMatchObject({ what: 'REVERT', state: 'REVERTED' });
  expect(await liveDocument()).toEqual(TRUST);
  const steps = ['REVERT REVERTED', 'REVERT APPROVED', 'APPLY APPLIED', 'APPLY APPROVED', 'PLAN PLANNED'];
  expect(await history()).toEqual(steps);
  expect(told.map(({ what, state }) => [what, state])).toEqual([
    ['apply', 'applied'],
    ['revert', 'reverted'],
  ]);
});

test('an approval is good once, also when the change was taken back', async () => {
  const token = await tokenOf();
  await apply(token);
  await revert('f-1');
  expect((await apply(token)).errors).toMatchObject([{ extensions: { code: 'APPROVAL_USED' } }]);
  expect(await liveDocument()).toEqual(TRUST);
});

describe('nothing is changed', () => {
  const UNTOUCHED = { writes: 0, trust: TRUST };

  test('without a token that this server gave', async () => {
    const other = await tokenOf();
    await server.stop();
    await serve();
    for (const wrong of ['', 'yes', other, `${await tokenOf()}x`])
      expect((await apply(wrong)).errors).toMatchObject([{ extensions: { code: 'APPROVAL_INVALID' } }]);
    expect(await untouched()).toEqual(UNTOUCHED);
  });

  test('when the approval has expired', async () => {
    const token = await tokenOf();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 16 * 60_000 });
    expect((await apply(token)).errors).toMatchObject([{ extensions: { code: 'APPROVAL_EXPIRED' } }]);
    vi.useRealTimers();
    expect(await untouched()).toEqual(UNTOUCHED);
  });

  test('to a role of a principal that must not lose access', async () => {
    await server.stop();
    await serve({ breakGlass: [`account:${VENDOR}`] });
    expect(await plan()).toMatchObject({ refused: 'BREAK_GLASS', plan: null, approval: null });
  });

  test('where nothing was applied under an id', async () => {
    expect((await revert('f-9')).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect(await untouched()).toEqual(UNTOUCHED);
  });

  test('on a server that may not', async () => {
    await server.stop();
    server = await serving([derive(COLLECTED)]);
    const shown = await plan(`from: "account:${VENDOR}", to: "${DEPLOY}"`);
    expect(shown).toMatchObject({ plan: { id: expect.any(String) }, approval: null });
    for (const { errors } of [await apply('x'), await revert('f-1')])
      expect(errors).toMatchObject([
        { message: expect.stringContaining('--allow-remediation'), extensions: { code: 'REMEDIATION_NOT_ALLOWED' } },
      ]);
    expect([await history(), await untouched()]).toEqual([[], UNTOUCHED]);
    expect((await server.ask('{ status { remediation } }')).data.status.remediation).toBeNull();
  });
});

test('where the account cannot be entered nothing is changed, and the approval stays good', async () => {
  let closed = true;
  await server.stop();
  await serve({
    accessTo: async (arn) => {
      if (closed) throw new RemediationRefusedError('ACCOUNT_NOT_ENTERED', 'It does not trust you.');
      return { trust: liveTrust(iamClient(stub), arn), caller: 'x' };
    },
  });
  const token = await tokenOf();
  expect((await apply(token)).errors).toMatchObject([
    { message: 'It does not trust you.', extensions: { code: 'ACCOUNT_NOT_ENTERED' } },
  ]);
  expect([writes(), await history()]).toEqual([0, ['PLAN PLANNED']]);
  closed = false;
  expect((await apply(token)).data.remediationApply.state).toBe('APPLIED');
});

test('what somebody else has edited meanwhile makes the plan stale, and stays', async () => {
  const token = await tokenOf();
  const edited = document({ Effect: 'Allow', Principal: { AWS: HOME }, Action: 'sts:AssumeRole' });
  await edit(edited);
  expect((await apply(token)).data.remediationApply).toMatchObject({
    state: 'STALE',
    why: expect.stringContaining('ingest again'),
  });
  expect(await liveDocument()).toEqual(edited);
  expect(await history()).toEqual(['APPLY STALE', 'APPLY APPROVED', 'PLAN PLANNED']);
});

test('what AWS refuses is failed, and said', async () => {
  const token = await tokenOf();
  stub.inject({ operation: 'iam:UpdateAssumeRolePolicy', do: 'deny' });
  expect((await apply(token)).data.remediationApply).toMatchObject({
    state: 'FAILED',
    why: expect.stringContaining('AccessDenied'),
  });
  expect(told).toMatchObject([{ state: 'failed' }]);
});

test('a role is changed by one at a time, others meanwhile', async () => {
  let opened!: () => void;
  const gate = new Promise<void>((resolve) => (opened = resolve));
  await server.stop();
  await serve({
    accessTo: async (arn) => {
      if (arn === DEPLOY) await gate;
      return { trust: liveTrust(iamClient(stub), arn), caller: 'x' };
    },
  });
  const [first, second] = [await tokenOf(), await tokenOf(`from: "account:${VENDOR}", to: "${DEPLOY}"`)];
  const other = await tokenOf(`from: "account:${VENDOR}", to: "${roleArn(HOME, 'Other')}"`);
  const slow = apply(first);
  await vi.waitFor(async () =>
    expect((await apply(second)).errors).toMatchObject([{ extensions: { code: 'REMEDIATION_RUNNING' } }]),
  );
  expect((await apply(other)).data.remediationApply.state).toBe('APPLIED');
  opened();
  expect((await slow).data.remediationApply.state).toBe('APPLIED');
  expect((await apply(second)).data.remediationApply.state).toBe('STALE');
});

test('the history is that of one plan where asked for, and so many steps', async () => {
  await tokenOf();
  await tokenOf();
  await tokenOf(`from: "account:${VENDOR}", to: "${DEPLOY}"`);
  const query = '{ remediationHistory(planId: "f-1") { planId what fromId generation } }';
  expect((await server.ask(query)).data.remediationHistory).toEqual([
    { planId: 'f-1', what: 'PLAN', fromId: `account:${VENDOR}`, generation: 1 },
  ]);
  expect((await server.ask('{ remediationHistory(first: 1) { planId } }')).data.remediationHistory).toHaveLength(1);
});

describe('an archive rule', () => {
  test('is created by the approval that came with it, once', async () => {
    const { plan: shown, approval } = await archivePlan();
    expect(shown).toMatchObject({ rule: 'rolereach-f-1', otherCount: 0 });
    expect((await apply(approval.token)).data.remediationApply).toMatchObject({
      what: 'ARCHIVE',
      state: 'ARCHIVED',
      planId: 'f-1',
      sid: null,
    });
    expect((await apply(approval.token)).errors).toMatchObject([{ extensions: { code: 'APPROVAL_USED' } }]);
    expect(await history()).toEqual(['ARCHIVE ARCHIVED', 'ARCHIVE APPROVED', 'ARCHIVE PLANNED']);
    expect(writes()).toBe(0);
    const again = (await apply((await archivePlan()).approval.token)).data.remediationApply;
    expect(again.state).toBe('STALE');
  });

  test('with other settings is another one, and no approval is for both', async () => {
    const [first, second] = [await archivePlan(), await archivePlan(', onlyNew: true')];
    expect(first.approval.token).not.toBe(second.approval.token);
    expect((await apply(first.approval.token)).data.remediationApply).toMatchObject({ state: 'ARCHIVED', why: null });
    expect((await apply(second.approval.token)).data.remediationApply.state).toBe('STALE');
  });

  test('of no name that a rule may have is refused', async () => {
    expect(await archivePlan(', rule: "a b"')).toMatchObject({ refused: 'BAD_NAME', plan: null, approval: null });
  });
});
