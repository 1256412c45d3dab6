import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  FINDING_MATCHES,
  formatRoute,
  HOME,
  OUTSIDE_KINDS,
  parseRoute,
  type Route,
  USAGE_LISTS,
} from '../../../web/route/route.ts';

const search = (url: string): string => new URL(url, 'http://localhost').search;

describe('the URL of the explorer', () => {
  test('the start page is the bare path', () => {
    expect(formatRoute(HOME)).toBe('/');
    expect(parseRoute('')).toEqual(HOME);
  });

  test.each<[string, Partial<Route>]>([
    ['/?to=arn:aws:iam::111122223333:role/Deploy', { to: 'arn:aws:iam::111122223333:role/Deploy' }],
    [
      '/?external&compare&zone=Production&by=ACCOUNT&match=ONLY_ROLEREACH',
      { external: true, compare: true, zone: ['Production'], by: 'ACCOUNT', match: 'ONLY_ROLEREACH' },
    ],
    ['/?usage&show=unused&days=30', { usage: true, show: 'unused', days: 30 }],
    ['/?usage&to=b&keep=x&keep=y', { usage: true, to: 'b', keep: ['x', 'y'] }],
    ['/?to=b&used', { to: 'b', used: true }],
    ['/?from=public:%2A', { from: 'public:*' }],
    ['/?from=a&to=b&path=3', { from: 'a', to: 'b', path: 2 }],
    ['/?to=b&as=table&hops=2&allowed&outside', { to: 'b', as: 'table', maxHops: 2, allowed: true, outside: true }],
    ['/?to=b&hop=x&hop=y', { to: 'b', selection: { kind: 'hop', from: 'x', to: 'y' } }],
    ['/?to=b&detours&open=1:a&open=2:b', { to: 'b', detours: true, open: ['1:a', '2:b'] }],
  ])('%s', (url, part) => {
    const route = { ...HOME, ...part };
    expect(parseRoute(search(url))).toEqual(route);
    expect(parseRoute(search(formatRoute(route)))).toEqual(route);
  });

  test('an ARN stays readable', () => {
    expect(formatRoute({ ...HOME, to: 'arn:aws:iam::111122223333:role/team/Deploy' })).toBe(
      '/?to=arn:aws:iam::111122223333:role/team/Deploy',
    );
  });

  test.each([
    '?hops=0',
    '?hops=-1',
    '?hops=1e9',
    '?hops=x',
    '?path=0',
    '?days=0',
    '?show=all',
    '?hop=only-one',
    '?to=',
    '?nothing=known',
  ])('what makes no sense is left out: %s', (query) => expect(parseRoute(query)).toEqual(HOME));

  test('every state comes back from its URL, whatever the names hold', () => {
    fc.assert(
      fc.property(routes, (route) => {
        expect(parseRoute(search(formatRoute(route)))).toEqual(route);
      }),
    );
  });
});

const name = fc.string({ minLength: 1, unit: 'grapheme' });
const routes: fc.Arbitrary<Route> = fc.record({
  from: fc.option(name),
  to: fc.option(name),
  as: fc.constantFrom('graph', 'table'),
  maxHops: fc.option(fc.integer({ min: 1, max: 9999 })),
  allowed: fc.boolean(),
  outside: fc.boolean(),
  detours: fc.boolean(),
  open: fc.array(name, { maxLength: 3 }),
  path: fc.nat(98),
  usage: fc.boolean(),
  show: fc.constantFrom(...USAGE_LISTS),
  days: fc.option(fc.integer({ min: 1, max: 9999 })),
  keep: fc.array(name, { maxLength: 3 }),
  used: fc.boolean(),
  external: fc.boolean(),
  compare: fc.boolean(),
  zone: fc.array(name, { maxLength: 3 }),
  by: fc.option(fc.constantFrom(...OUTSIDE_KINDS)),
  match: fc.option(fc.constantFrom(...FINDING_MATCHES)),
  selection: fc.option(
    fc.oneof(
      fc.record({ kind: fc.constant('principal' as const), id: name }),
      fc.record({ kind: fc.constant('hop' as const), from: name, to: name }),
    ),
  ),
  resolution: fc.option(
    fc.oneof(
      fc.record({
        kind: fc.constant('cut' as const),
        cut: fc.oneof(fc.record({ finding: name }), fc.record({ from: name, to: name })),
      }),
      fc.record({ kind: fc.constant('archive' as const), finding: name }),
    ),
  ),
  breakGlass: fc.array(name, { maxLength: 3 }),
});
