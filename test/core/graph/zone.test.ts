import { describe, expect, test } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import { holdsAccount, insideOf, ORGANIZATION, type Zone, zoneOf } from '../../../core/graph/zone.ts';
import type { AccessGraph } from '../../../core/model/access-graph.ts';
import { catalogOf } from '../../support/compact.ts';
import { accountNumber, graph } from '../../support/graph.ts';
import { identityCenter } from '../../support/identity-center.ts';
import { account, document, organization, role, ROOT, snapshot, trusts, user } from '../../support/organization.ts';

const whole = graph('1/alice, 2/Deployer, 3/Reader, 9/Vendor', 'account:8, service:ec2.amazonaws.com, public');
const catalog = catalogOf(whole);

function insideOfGraph(graph: AccessGraph, ...words: string[]): string[] {
  const names = catalogOf(graph);
  const zone = zoneOf(graph, names, words);
  if ('unknown' in zone) throw new Error(`unknown: ${zone.unknown}`);
  const inside = insideOf(names, zone);
  return names.names.filter((_, node) => inside[node] === 1);
}

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
  ])('%j holds %j', (words, expected) => expect(insideOfGraph(whole, ...words).toSorted()).toEqual(expected));

  test('names the word that stands for nothing', () => {
    expect(zoneOf(whole, catalog, ['ou-workloads', 'ou-none'])).toEqual({ unknown: 'ou-none' });
    expect(zoneOf(whole, catalog, ['777777777777'])).toEqual({ unknown: '777777777777' });
  });

  test('holds accounts that hold nothing', () => {
    const zone = zoneOf(whole, catalog, ['ou-workloads']);
    if ('unknown' in zone) throw new Error();
    const holds = (each: Zone) => ['1', '2', '7', '9'].map((digit) => holdsAccount(whole, each, accountNumber(digit)));
    expect(holds(zone)).toEqual([false, true, false, false]);
    expect(holds(ORGANIZATION)).toEqual([true, true, false, false]);
  });
});

describe('the zone of trust in what was derived', () => {
  const [A, B, C, VENDOR] = ['111122223333', '444455556666', '777788889999', '999999999999'] as const;
  const okta = document({
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::${A}:saml-provider/Okta` },
    Action: 'sts:AssumeRoleWithSAML',
  });
  const derived = derive({
    ...snapshot(
      [
        account(A, { users: [user(A, 'ann')], roles: [role(A, 'Staff', okta), role(A, 'Audit', trusts(VENDOR))] }),
        account(B, { users: [user(B, 'bob')] }),
        account(C, { users: [user(C, 'cem')] }),
      ],
      organization({
        management: A,
        units: { 'ou-1-deep': 'ou-2-prod', 'ou-2-prod': 'ou-3-work', 'ou-3-work': ROOT },
        accounts: { [A]: ROOT, [B]: 'ou-1-deep', [C]: 'ou-3-work' },
      }),
    ),
    identityCenters: [identityCenter({ permissionSets: [], users: { 'u-dan': 'dan' }, assignments: [] })],
  });

  test.each<[word: string, inside: string[]]>([
    ['organization', ['Audit', 'Staff', 'ann', 'bob', 'cem', 'dan']],
    [ROOT, ['Audit', 'Staff', 'ann', 'bob', 'cem', 'dan']],
    ['ou-3-work', ['bob', 'cem']],
    ['ou-1-deep', ['bob']],
    [A, ['Audit', 'Staff', 'ann']],
    [VENDOR, [VENDOR]],
  ])(
    'of %s holds %j: units with all below, people as the organization’s, and no identity of a provider',
    (word, expected) => expect(insideOfGraph(derived, word).toSorted()).toEqual(expected),
  );
});
