import { expect, test } from 'vitest';
import { applyChange, revertChange } from '../../../resolve/apply/change-trust.ts';
import type { LiveTrust } from '../../../resolve/apply/live-trust.ts';

/** Races, which a server cannot be made to run: what happens between two calls. The rest is in test/cli/apply.test.ts. */

const ALLOW = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
const DENY = { Sid: 'abc', Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' };
const [before, after] = [[ALLOW], [ALLOW, DENY]].map((Statement) => JSON.stringify({ Statement }));
const change = { sid: 'abc', before: before!, after: after! };

/** `meanwhile` gives what is there after a write; `late`: how many reads still see what was there before it. */
function policyOf(text: string, meanwhile = (written: string) => written, late = 0) {
  let [seen, stored, stillSeen] = [text, text, 0];
  const written: string[] = [];
  const trust: LiveTrust = {
    async read() {
      if (stillSeen-- <= 0) seen = stored;
      return { document: JSON.parse(seen) as unknown };
    },
    async write(document) {
      written.push(document);
      [stored, stillSeen] = [meanwhile(document), late];
    },
  };
  return { trust, written };
}

test('what IAM shows a little later counts as applied', async () => {
  const { trust, written } = policyOf(before!, undefined, 2);
  expect(await applyChange(trust, change, [0, 0, 0])).toEqual({ state: 'applied', why: null });
  expect(written).toEqual([after]);
});

test('a statement that another writer has swept away is never called applied', async () => {
  const { trust } = policyOf(before!, () => before!);
  expect(await applyChange(trust, change, [0, 0])).toMatchObject({ state: 'failed' });
});

test('nor reverted, where another writer has put it back', async () => {
  const { trust } = policyOf(after!, () => after!);
  expect(await revertChange(trust, change, [0, 0])).toMatchObject({ state: 'failed' });
});

test.each([
  [
    'the order of members does not matter',
    JSON.stringify({ Statement: [Object.fromEntries(Object.entries(ALLOW).toReversed())] }),
    'applied',
  ],
  ['another statement does', JSON.stringify({ Statement: [ALLOW, ALLOW] }), 'stale'],
  ['another statement of that Sid does', JSON.stringify({ Statement: [ALLOW, { ...DENY, Action: '*' }] }), 'stale'],
])('compared before writing: %s', async (_, current, state) => {
  expect(await applyChange(policyOf(current).trust, change, [0])).toMatchObject({ state });
});

test('a role that is gone is stale', async () => {
  const trust: LiveTrust = { read: async () => null, write: () => Promise.reject(new Error('must not write')) };
  expect(await applyChange(trust, change)).toMatchObject({ state: 'stale' });
  expect(await revertChange(trust, change)).toMatchObject({ state: 'stale' });
});
