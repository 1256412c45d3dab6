import { describe, expect, test } from 'vitest';
import { createActors } from '../../../core/access/actor.ts';
import { finish } from '../../../core/derive/in-step.ts';
import { policyId } from '../../../core/model/id.ts';
import { proveReduction } from '../../../core/refine/prove-reduction.ts';
import { graph, id } from '../../support/graph.ts';
import { allow, document, usesOf } from './support.ts';

const known = graph('account:9 -> 1/Open');
const OWN = policyId(`${id('1/Open')}#inline/Own`);
const uses = usesOf('s3 ListAllMyBuckets+ CreateBucket', '-sqs DeleteQueue', 'xray');

/** The role with one policy. */
function actorWith(policy: unknown) {
  const role = known.principals.find((principal) => principal.id === id('1/Open'))!;
  const own = { id: OWN, kind: 'inline', name: 'Own', document: JSON.stringify(policy) } as const;
  const byId = new Map([...known.policies, own].map((each) => [each.id, each]));
  const attached = { policy: OWN, side: 'identity', group: null } as const;
  return createActors(known, (wanted) => byId.get(wanted))({ ...role, policies: [...role.policies, attached] });
}

const deny = { Effect: 'Deny', Action: 's3:Put*', Resource: '*' };
const shop = { Resource: 'arn:aws:s3:::shop-*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } };
const before = document(allow(['s3:*', 'sqs:*'], shop), deny, allow('xray:*'));

const prove = (after: unknown, from: unknown = before) =>
  finish(proveReduction(actorWith(from), actorWith(after), uses));

describe('a reduction is proven where', () => {
  test.each<[string, unknown]>([
    ['nothing changes', before],
    ['what is unused goes', document(allow(['s3:G*', 's3:L*', 's3:P*'], shop), deny, allow('xray:*'))],
  ])('%s', (_what, after) => {
    expect(prove(after)).toMatchObject({ holds: true, failure: null, decided: 15 });
  });
});

describe('a reduction is not proven where', () => {
  const s3 = ['s3:G*', 's3:L*', 's3:P*'];
  test.each<[string, unknown, string]>([
    [
      'an action comes in',
      document(allow([...s3, 'iam:GetUser'], shop), deny, allow('xray:*')),
      'allows what none did before',
    ],
    [
      'one comes in that nobody knows',
      document(allow([...s3, 'ec2:New'], shop), deny, allow('xray:*')),
      'allows what none did before',
    ],
    [
      'a statement comes in',
      document(allow(s3, shop), deny, allow('xray:*'), allow('iam:*')),
      'allows what none did before',
    ],
    [
      'a resource is wider',
      document(allow(s3, { ...shop, Resource: '*' }), deny, allow('xray:*')),
      'allows what none did before',
    ],
    [
      'a condition goes',
      document(allow(s3, { Resource: shop.Resource }), deny, allow('xray:*')),
      'allows what none did before',
    ],
    ['a Deny goes', document(allow(s3, shop), allow('xray:*')), 'no longer denies'],
    [
      'a Deny is narrower',
      document(allow(s3, shop), { ...deny, Action: 's3:PutObject' }, allow('xray:*')),
      'allows what none did before',
    ],
    [
      'a used action goes',
      document(allow(['s3:G*', 's3:P*'], shop), deny, allow('xray:*')),
      's3:ListAllMyBuckets may have been used',
    ],
    [
      'one goes that is not tracked',
      document(allow(s3, shop), deny, allow('xray:Get*')),
      'xray:PutTraceSegments may have been used',
    ],
    [
      'a list becomes all but a list',
      document({ Effect: 'Allow', NotAction: 'iam:*', ...shop }, deny, allow('xray:*')),
      'allows what none did before',
    ],
    ['it cannot be read', '{', 'can be read only before or only after'],
  ])('%s', (_what, after, failure) => {
    const proof = prove(after);
    expect(proof.holds).toBe(false);
    expect(proof.failure).toContain(failure);
  });

  test('a list takes in what NotAction left out, known or not', () => {
    const from = document({ Effect: 'Allow', NotAction: ['iam:*'], Resource: '*' });
    const list = (...actions: string[]) => prove(document(allow([...actions, 's3:*', 'xray:*'])), from);
    expect(list().holds).toBe(true);
    expect(list('iam:Get*').failure).toContain('allows what none did before');
    expect(list('*').failure).toContain('allows what none did before');
    expect(list('i*:New').failure).toContain('allows what none did before');
  });
});
