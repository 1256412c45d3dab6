import { expect, it } from 'vitest';
import { decideAccess } from '../../../core/access/decide-access.ts';
import { decideEach } from '../../../core/access/decide-each.ts';
import { globOf } from '../../../core/policy/glob.ts';
import type { Statement } from '../../support/organization.ts';
import { actor } from './support.ts';

const statement = (Effect: string, actions: object): Statement => ({ Effect, Resource: '*', ...actions });

const WHOLE = actor({
  identity: [
    statement('Allow', { Action: ['s3:Get*', 's3:Put*', 'ec2:*'] }),
    statement('Allow', { NotAction: ['iam:*', 's3:Delete*'] }),
    statement('Deny', { Action: '*:PutObjectAcl' }),
  ],
  boundary: [statement('Allow', { NotAction: 's3:GetObjectAcl' })],
  scp: [statement('Allow', { Action: '*' }), statement('Deny', { Action: 's3:PutBucket*' })],
});

it.each<[string, readonly string[]]>([
  ['s3', ['GetObject', 'getobject', 'GetObjectAcl', 'PutObject', 'PutObjectAcl', 'PutBucketPolicy', 'DeleteObject']],
  ['ec2', ['RunInstances']],
  ['iam', ['GetRole']],
  ['sns', ['Publish', 'PutObjectAcl']],
])('decides of actions of %s what deciding each alone does', (service, names) => {
  const of = decideEach(WHOLE, service, globOf('*'));
  const alone = names.map((name) => decideAccess(WHOLE, `${service}:${name}`, globOf('*')));
  expect(names.map(of)).toEqual(alone);
});
