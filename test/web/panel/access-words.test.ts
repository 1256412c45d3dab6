import { expect, test } from 'vitest';
import { accountWords } from '../../../web/panel/access-words.ts';

const counts = { accountId: '111111111111', account: { name: 'prod' }, own: false, direct: 0, chained: 0 };

test.each([
  [{ ...counts, direct: 1200 }, ['prod', '1,200 directly']],
  [{ ...counts, own: true, direct: 1, chained: 2 }, ['prod (own)', '1 directly, 2 through chains alone']],
  [{ ...counts, account: null, chained: 3 }, ['111111111111', '3 through chains alone']],
  [{ ...counts, accountId: null, account: null, direct: 1 }, ['No account', '1 directly']],
])('%o', (access, words) => {
  expect(accountWords(access)).toEqual(words);
});
