import { afterEach, beforeEach, expect, test } from 'vitest';
import { document } from '../../support/organization.ts';
import { ALLOW, FUNCTION, ID, SID, Stage } from './world.ts';

/** Nothing is changed until a person approves the plan, and then that plan and no other. */

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set({ settings: { ROLEREACH_MODE: 'approve' } });
});
afterEach(async () => stage.leave());

const OTHER = { ...ALLOW, Principal: { Service: 'ec2.amazonaws.com' } };

/** The token of the last message: of the command that it gives. */
const tokenOf = ({ body }: { readonly body: string } = stage.messages.at(-1)!): string =>
  (JSON.parse(/--payload '(\{.*\})'/.exec(body)![1]!) as { approve: string }).approve;
const asked = async (): Promise<string> => {
  expect(await stage.call()).toMatchObject({ state: 'planned' });
  return tokenOf();
};
const hours = (count: number): Date => new Date(stage.now.getTime() + count * 3_600_000);

test('the plan comes with the command that approves it, and nothing is written before', async () => {
  await asked();
  const { subject, body } = stage.messages[0]!;
  expect(subject).toContain('approve?');
  expect(body).toContain('Nothing is changed until somebody approves this plan.');
  expect(body).toContain(`aws lambda invoke --function-name ${FUNCTION}:approve --region us-east-1`);
  expect(body).toContain(`until ${hours(24).toISOString()}`);
  expect(stage.writes).toEqual([]);
});

test('approved, it is applied and told', async () => {
  const token = await asked();
  expect(await stage.approve(token)).toMatchObject({ state: 'applied', finding: ID, role: stage.role });
  expect(await stage.statements()).toContainEqual(expect.objectContaining({ Sid: SID, Effect: 'Deny' }));
  expect(stage.messages[1]!.subject).toContain('access taken away');
});

test('approved twice, it is written once', async () => {
  const token = await asked();
  await stage.approve(token);
  expect(await stage.approve(token)).toMatchObject({ state: 'unchanged' });
  expect(stage.writes).toHaveLength(1);
});

test('edited meanwhile, the trust policy stays as it is; the new plan can be approved at once', async () => {
  const token = await asked();
  await stage.edit(document(ALLOW, OTHER));
  expect(await stage.approve(token)).toMatchObject({ state: 'stale', why: expect.stringContaining('changed since') });
  expect(await stage.statements()).toEqual([ALLOW, OTHER]);
  expect(stage.messages.at(-1)!.subject).toContain('stale plan, nothing changed');
  expect(await stage.approve(tokenOf())).toMatchObject({ state: 'applied' });
  expect(await stage.statements()).toMatchObject([ALLOW, OTHER, { Sid: SID }]);
});

test('a day later it is too late', async () => {
  const token = await asked();
  stage.now = hours(24);
  expect(await stage.approve(token)).toMatchObject({
    state: 'not-approved',
    why: expect.stringContaining('good until'),
  });
  expect([stage.writes, stage.messages.length]).toEqual([[], 1]);
});

test.each([
  ['no token', 'yes', /no approval/],
  ['a token of someone else', `${Buffer.from('{}').toString('base64url')}.${'A'.repeat(43)}`, /not given here/],
])('%s approves nothing, and sends no message', async (_, token, why) => {
  expect(await stage.approve(token)).toEqual({ state: 'not-approved', why: expect.stringMatching(why) });
  expect([stage.writes, stage.messages]).toEqual([[], []]);
});

test('nothing is approved where the mode was changed since', async () => {
  const token = await asked();
  expect(await stage.approve(token, { ROLEREACH_MODE: 'notify' })).toMatchObject({
    state: 'not-approved',
    why: expect.stringContaining('notify'),
  });
});

test('who may approve may do nothing else', async () => {
  await expect(stage.call(stage.event(), `${FUNCTION}:approve`)).rejects.toThrow('takes approvals only');
  expect(stage.stub.requests).toEqual([]);
});

test('an approval whose finding may not be read fails', async () => {
  const token = await asked();
  stage.stub.inject({ operation: 'access-analyzer:GetFindingV2', do: 'deny' });
  await expect(stage.approve(token)).rejects.toThrow('could not be read again');
  expect(stage.messages.at(-1)!.subject).toContain('FAILED');
  expect(stage.writes).toEqual([]);
});

test('the log has the plan, the leave and what came of it, with both documents, and no token', async () => {
  const token = await asked();
  await stage.approve(token);
  expect(stage.log).toMatchObject([
    { state: 'planned', finding: ID, role: stage.role, expires: hours(24).toISOString() },
    { state: 'approved', finding: ID, role: stage.role },
    { state: 'started', sid: SID, before: expect.stringContaining('Allow'), after: expect.stringContaining(SID) },
    { state: 'applied', sid: SID, before: expect.stringContaining('Allow'), after: expect.stringContaining(SID) },
  ]);
  expect(stage.log.every(({ at, request }) => at === stage.now.toISOString() && request === 'request')).toBe(true);
  expect(JSON.stringify(stage.log)).not.toContain(token.split('.')[1]);
});
