import { describe, expect, test } from 'vitest';
import { catalogOf } from '../../support/compact.ts';
import { holdsAccount, insideOf, zoneOf } from '../../../core/graph/zone.ts';
import { accountNumber, graph } from '../../support/graph.ts';

const whole = graph(
  '1/alice, 2/Deployer, 3/Reader, 9/Vendor',
  'account:8, service:ec2.amazonaws.com, public, federated:arn:aws:iam::222222222222:saml-provider/Okta',
);
const catalog = catalogOf(whole);

const inside = (...words: string[]): string[] => {
  const zone = zoneOf(whole, catalog, words);
  if ('unknown' in zone) throw new Error(`unknown: ${zone.unknown}`);
  return catalog.names.filter((_, node) => insideOf(catalog, zone)[node] === 1);
};

describe('the zone of trust', () => {
  test.each<[words: string[], inside: string[]]>([
    [[], ['Deployer', 'Reader', 'alice']],
    [['organization'], ['Deployer', 'Reader', 'alice']],
    [['o-exampleorg'], ['Deployer', 'Reader', 'alice']],
    [['r-root'], ['Deployer', 'Reader', 'alice']],
    [[accountNumber('1')], ['alice']],
    [
      ['account-111111111111', accountNumber('3')],
      ['Reader', 'alice'],
    ],
    [['ou-workloads'], ['Deployer', 'Reader']],
    [['workloads'], ['Deployer', 'Reader']],
    [[accountNumber('9')], ['Vendor']],
    [
      ['organization', accountNumber('8')],
      [accountNumber('8'), 'Deployer', 'Reader', 'alice'],
    ],
  ])('%j holds %j', (words, expected) => expect(inside(...words).toSorted()).toEqual(expected));

  test('does not hold the identities of a provider, whichever account that is in', () => {
    expect(inside(accountNumber('2'))).toEqual(['Deployer']);
  });

  test('names the word that stands for nothing', () => {
    expect(zoneOf(whole, catalog, ['ou-workloads', 'ou-none'])).toEqual({ unknown: 'ou-none' });
    expect(zoneOf(whole, catalog, ['777777777777'])).toEqual({ unknown: '777777777777' });
  });

  test('holds accounts that hold nothing', () => {
    const zone = zoneOf(whole, catalog, ['ou-workloads']);
    if ('unknown' in zone) throw new Error();
    expect(['1', '2', '9'].map((digit) => holdsAccount(whole, zone, accountNumber(digit)))).toEqual([
      false,
      true,
      false,
    ]);
  });
});
