import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { search } from '../../../api/index.ts';
import { graph } from '../../support/graph.ts';
import { randomGraph } from '../../support/random-graph.ts';
import { loaded } from '../support/loaded.ts';

const names = graph(
  '1/admin',
  '2/Admin',
  '1/Administrator',
  '1/DataAdmin',
  '1/data-admin',
  '1/sysadmin',
  '1/sysadmin-admin',
  '3/Deployer',
  'service:admin.amazonaws.com -> 3/Deployer',
);

const found = async (text: string, kinds?: Parameters<typeof search>[2]) => {
  const generation = await loaded(names);
  return everyone(search(generation, text, kinds)).map((node) =>
    generation.catalog.ids[node]!.replace(/^arn:aws:iam::/, ''),
  );
};

const everyone = (found: ReturnType<typeof search>): number[] => found.slice(0, found.length);

describe('search', () => {
  test('shows the exact name first, then prefixes, then starts of words, then the rest; short names first', async () => {
    expect(await found('ADMIN')).toEqual([
      '111111111111:user/admin',
      '222222222222:role/Admin',
      '111111111111:role/Administrator',
      'service:admin.amazonaws.com',
      '111111111111:role/DataAdmin',
      '111111111111:user/data-admin',
      '111111111111:user/sysadmin-admin',
      '111111111111:user/sysadmin',
    ]);
  });

  test.each([
    ['an account id', '33333', ['333333333333:role/Deployer']],
    ["an account's name", 'account-333', ['333333333333:role/Deployer']],
    ['a part of an ARN', '3333:role/dep', ['333333333333:role/Deployer']],
    ['ACCOUNT/NAME', 'account-333333333333/dep', ['333333333333:role/Deployer']],
    ['words that must all match', 'data 1111 admin', ['111111111111:role/DataAdmin', '111111111111:user/data-admin']],
    ['nothing', 'nobody-has-this', []],
  ])('by %s', async (_what, text, ids) => {
    expect(await found(text)).toEqual(ids);
  });

  test('page by page, as it is at once', async () => {
    const matches = search(await loaded(names), 'admin');
    const all = everyone(matches);
    for (let start = 0; start <= all.length; start++)
      for (let end = start; end <= all.length; end++) expect(matches.slice(start, end)).toEqual(all.slice(start, end));
  });

  test('of some kinds only', async () => {
    expect(await found('admin', ['Service'])).toEqual(['service:admin.amazonaws.com']);
    expect(await found('', ['Service'])).toEqual(['service:admin.amazonaws.com']);
  });

  test('finds exactly those whose id, name or account holds the text, whatever characters it is of', async () => {
    const generation = await loaded(randomGraph({ seed: 7, prefix: 'Ünï.*+(\\"<b>' }));
    const { ids, names, accountIds } = generation.catalog;
    const texts = fc.oneof(
      fc.constantFrom(...names).chain((name) => fc.nat(name.length).map((length) => name.slice(-length))),
      fc.string({ maxLength: 3 }),
    );
    fc.assert(
      fc.property(
        texts.filter((text) => /^[^\s:/]+$/.test(text)),
        (text) => {
          const wanted = text.toLowerCase();
          const holds = (node: number) =>
            [names[node]!, accountIds[node] ?? '', `account-${accountIds[node]}`].some((value) =>
              value.toLowerCase().includes(wanted),
            );
          expect(everyone(search(generation, text)).toSorted((a, b) => a - b)).toEqual([...ids.keys()].filter(holds));
        },
      ),
    );
  });
});
