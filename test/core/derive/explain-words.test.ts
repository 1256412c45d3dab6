import { expect, it } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import {
  account,
  document,
  mayAssume,
  role,
  roleArn,
  snapshot,
  trusts,
  user,
  userArn,
} from '../../support/organization.ts';
import { explainer } from './edges.ts';

const A = '111122223333';
const ann = userArn(A, 'ann');
const worker = roleArn(A, 'Worker');
const boundary = `arn:aws:iam::${A}:policy/Bound`;

/** What `explain` says of the hop into R, a line a decision. */
function words(from: string, trust: unknown, bound?: string): readonly string[] {
  const roles = [role(A, 'Worker', trusts(ann), bound === undefined ? {} : { boundary: bound }), role(A, 'R', trust)];
  const managed = { [boundary]: mayAssume(roleArn(A, 'Other')) };
  const graph = derive(snapshot([account(A, { users: [user(A, 'ann')], roles, managed })]));
  const principal = (id: string) => graph.principals.find((each) => each.id === id)!;
  const { decisions } = explainer(graph)(principal(from), principal(roleArn(A, 'R')));
  return decisions.map(({ why }) => why);
}

const allow = { Effect: 'Allow', Principal: { AWS: ann }, Action: 'sts:AssumeRole' };
const deny = (Condition: unknown) => ({ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole', Condition });

it('says under which conditions a statement allows or denies', () => {
  const trust = document(
    { ...allow, Condition: { StringEquals: { 'sts:ExternalId': 'x-1', 'some:Key': 'y' } } },
    deny({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }),
  );
  expect(words(ann, trust)).toEqual([
    'allows the call passing ExternalId = x-1, and where some:Key = y',
    'denies the call where it is not with MFA',
  ]);
});

it('says why a hop is denied where no statement alone denies it', () => {
  const trust = document(
    allow,
    deny({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }),
    deny({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } }),
  );
  expect(words(ann, trust).at(-1)).toBe('no call of the source meets all of these conditions at once');
});

it('says of a role that is named that its boundary counts, where it has one', () => {
  expect(words(worker, trusts(worker))).toEqual(['names the caller, which is enough']);
  expect(words(worker, trusts(worker), boundary)).toEqual([
    'names the caller, which is enough where its permissions boundary allows the call',
    'is about other resources than the role',
    'no statement of the permissions boundary allows the call',
  ]);
});
