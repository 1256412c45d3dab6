import { afterEach, expect, test } from 'vitest';
import { document } from '../../support/organization.ts';
import type { Fault } from '../../aws/faults/fault.ts';
import { ALLOW, type Scene, SID, Stage } from './world.ts';

/** What fails is told as failed, once, and thrown: Lambda then keeps the event in the dead-letter queue. */

let stage: Stage;
const set = async (faults: readonly Fault[], scene: Scene = {}): Promise<Stage> =>
  (stage = await Stage.set({ ...scene, stub: { faults } }));
afterEach(async () => stage.leave());

test.each<[string, Fault]>([
  ['the account cannot be entered', { operation: 'sts:AssumeRole', do: 'deny' }],
  ['the role cannot be read', { operation: 'iam:GetRole', do: 'deny' }],
  ['AWS refuses the change', { operation: 'iam:UpdateAssumeRolePolicy', do: 'deny-scp' }],
  ['Access Analyzer is down', { operation: 'access-analyzer:GetFindingV2', do: 'unavailable' }],
])('%s', async (_, fault) => {
  await set([fault]);
  await expect(stage.call()).rejects.toThrow(stage.role);
  expect(stage.messages).toMatchObject([
    { subject: expect.stringContaining('FAILED'), body: expect.stringMatching(/^FAILED/) },
  ]);
  expect(stage.messages[0]!.body).not.toContain('The access was taken away');
  expect(stage.log.at(-1)).toMatchObject({ state: 'failed', role: stage.role, why: expect.any(String) });
});

test('more than the quota of the account, where the policy shows that it was raised once', async () => {
  await set([], { trust: document(...Array.from({ length: 25 }, () => ALLOW)) });
  await expect(stage.call()).rejects.toThrow('LimitExceeded');
  expect(stage.messages[0]!.body).toContain('Cannot exceed quota');
});

test('where nobody can be told, the call fails, and the log says what was done', async () => {
  await set([{ operation: 'sns:Publish', do: 'deny', on: 1 }]);
  await expect(stage.call()).rejects.toThrow('sns:Publish');
  expect(stage.log.at(-1)).toMatchObject({ state: 'applied', sid: SID });
  // The same event again, from the dead-letter queue: now somebody hears of it.
  expect(await stage.call()).toMatchObject({ state: 'unchanged' });
  expect(stage.messages).toHaveLength(1);
});

test('what failed can be done by the same event later', async () => {
  await set([{ operation: 'iam:UpdateAssumeRolePolicy', do: 'deny', on: 1 }]);
  await expect(stage.call()).rejects.toThrow('iam:UpdateAssumeRolePolicy');
  expect(await stage.call()).toMatchObject({ state: 'applied' });
  expect(stage.messages.map(({ subject }) => subject)).toEqual([
    expect.stringContaining('FAILED'),
    expect.stringContaining('access taken away'),
  ]);
});

test('an attempt stands in the log before it is made', async () => {
  await set([{ operation: 'iam:UpdateAssumeRolePolicy', do: 'deny' }]);
  await expect(stage.call()).rejects.toThrow('iam:UpdateAssumeRolePolicy');
  expect(stage.log.map(({ state }) => state)).toEqual(['started', 'failed']);
});

test.each([
  ['ROLEREACH_MODE', 'delete'],
  ['ROLEREACH_ANALYZER', 'organization'],
  ['ROLEREACH_ORGANIZATION_ID', ''],
  ['ROLEREACH_BREAK_GLASS', 'break-glass'],
  ['ROLEREACH_TOPIC', 'findings'],
] as const)('%s=%s fails, naming the variable', async (name, value) => {
  await set([], { settings: { [name]: value } });
  await expect(stage.call()).rejects.toThrow(name);
  expect(stage.stub.requests).toEqual([]);
});
