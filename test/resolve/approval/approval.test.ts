import { createHmac } from 'node:crypto';
import { assert, base64String, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Approval, digestOf, isApproved, signed, verified } from '../../../resolve/approval/approval.ts';

const KEY = Buffer.alloc(32, 'k');
const CHANGE = { sid: 'rolereach1', before: '{"Statement":[]}', after: '{"Statement":[1]}' };
const APPROVAL: Approval = {
  id: '22222222-dcba-4444-dcba-333333333333',
  role: 'arn:aws:iam::111122223333:role/é/Deployer',
  digest: digestOf(CHANGE),
  expires: '2026-11-02T12:00:00.000Z',
};
const BEFORE = new Date('2026-11-02T11:59:59.999Z');

const refusalOf = (token: string, key: Uint8Array = KEY, now = BEFORE) => {
  const said = verified(token, key, now);
  return isApproved(said) ? said : said.refused;
};

/** A token whose signature is right, whatever it holds. */
const signedText = (text: string, purpose = 'rolereach:approval:1'): string => {
  const payload = Buffer.from(text).toString('base64url');
  return `${payload}.${createHmac('sha256', KEY).update(`${purpose}.${payload}`).digest('base64url')}`;
};

describe('an approval', () => {
  test('comes out of its token as it went in, until it expires', () => {
    const token = signed(APPROVAL, KEY);
    expect(verified(token, KEY, BEFORE)).toEqual(APPROVAL);
    expect(verified(token, KEY, new Date(APPROVAL.expires))).toEqual({
      refused: 'expired',
      why: `The approval was good until ${APPROVAL.expires}: make a new plan, and approve that.`,
    });
  });

  test('is of no use once any character of the token is another', () => {
    const token = signed(APPROVAL, KEY);
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(refusalOf(token.slice(0, at) + other + token.slice(at + 1)), `at ${at}`).toMatch(/^(forged|not-a-token)$/);
    }
  });

  test.each([
    ['another key', signed(APPROVAL, Buffer.alloc(32, 'x')), 'forged'],
    ['another purpose', signedText(JSON.stringify(APPROVAL), 'rolereach:session:1'), 'forged'],
    ['no purpose', signedText(JSON.stringify(APPROVAL), ''), 'forged'],
    ['a forged one that is expired too', signed({ ...APPROVAL, expires: '2020-01-01' }, Buffer.alloc(32)), 'forged'],
    ['what is signed and no JSON', signedText('{'), 'not-a-token'],
    ['what is signed and no object', signedText('null'), 'not-a-token'],
    ['a field too few', signedText(JSON.stringify({ ...APPROVAL, digest: undefined })), 'not-a-token'],
    ['no time', signedText(JSON.stringify({ ...APPROVAL, expires: 'never' })), 'not-a-token'],
    ['a line end after it', `${signed(APPROVAL, KEY)}\n`, 'not-a-token'],
    ['nothing', '', 'not-a-token'],
    ['a very long one', `${'A'.repeat(5000)}.${'A'.repeat(43)}`, 'not-a-token'],
  ])('is refused: %s', (_what, token, refused) => expect(refusalOf(token)).toBe(refused));

  test('is refused, and nothing is thrown, for any text', () => {
    const texts = oneof(
      string({ unit: 'binary' }),
      base64String().map((text) => `${text}.${text}`),
    );
    assert(
      property(texts, (text) => {
        expect(refusalOf(text)).toMatch(/^(not-a-token|forged)$/);
      }),
    );
  });

  test('needs a key that nobody guesses', () => {
    expect(() => signed(APPROVAL, Buffer.alloc(31))).toThrow(RangeError);
    expect(() => verified(signed(APPROVAL, KEY), Buffer.alloc(0), BEFORE)).toThrow(RangeError);
  });
});

describe('the digest of a change', () => {
  test.each(['sid', 'before', 'after'] as const)('is another when its %s is', (field) =>
    expect(digestOf({ ...CHANGE, [field]: `${CHANGE[field]} ` })).not.toBe(digestOf(CHANGE)),
  );

  test('does not depend on where one text ends and the next begins', () =>
    expect(digestOf({ sid: 'a', before: 'b', after: '' })).not.toBe(digestOf({ sid: 'a', before: '', after: 'b' })));
});
