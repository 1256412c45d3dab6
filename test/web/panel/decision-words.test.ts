import { expect, test } from 'vitest';
import { partOf, sentenceOf } from '../../../web/panel/decision-words.ts';

test.each([
  [{ matched: true, effect: 'ALLOW', statement: 0 }, 'allows'],
  [{ matched: true, effect: 'DENY', statement: 0 }, 'denies'],
  [{ matched: null, effect: 'ALLOW', statement: 0 }, 'depends'],
  [{ matched: false, effect: 'ALLOW', statement: 0 }, 'silent'],
  [{ matched: false, effect: null, statement: null }, 'missing'],
] as const)('a decision of %o %s', (decision, part) => {
  expect(partOf(decision)).toBe(part);
});

test.each([
  [{ statement: 0, sid: 'TrustCi', why: 'names the caller' }, 'Statement “TrustCi” names the caller.'],
  [{ statement: 1, sid: null, why: 'denies the call' }, 'Statement 1 denies the call.'],
  [{ statement: null, sid: null, why: 'the policy cannot be read' }, 'The policy cannot be read.'],
])('%o reads “%s”', (decision, sentence) => {
  expect(sentenceOf(decision)).toBe(sentence);
});
