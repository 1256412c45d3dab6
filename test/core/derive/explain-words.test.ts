import { expect, it } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import {
  account,
  document,
  mayAssume,
  organization,
  role,
  roleArn,
  ROOT,
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
function words(
  from: string,
  trust: unknown,
  bound?: string,
  inline: Readonly<Record<string, unknown>> = {},
): readonly string[] {
  const roles = [role(A, 'Worker', trusts(ann), bound === undefined ? {} : { boundary: bound }), role(A, 'R', trust)];
  const managed = { [boundary]: mayAssume(roleArn(A, 'Other')) };
  const graph = derive(snapshot([account(A, { users: [user(A, 'ann', { inline })], roles, managed })]));
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
    deny({ StringEquals: { 'aws:username': 'bob' } }),
  );
  expect(words(ann, trust).at(-1)).toBe('no call of the source meets all of these conditions at once');
});

it('says no more than that where one does', () => {
  const entrusting = { ...allow, Principal: { AWS: A } };
  expect(words(ann, document(entrusting, deny({})), undefined, { assume: mayAssume('*') })).toEqual([
    "lets the caller in where the caller's own policies allow it",
    'denies the call',
    'allows the call',
  ]);
});

it('says that an identity policy would have to allow the call, whoever else is named', () => {
  const missing = "no statement of the caller's identity policies allows the call";
  const entrusting = { ...allow, Principal: { AWS: A } };
  const elsewhere = { ...allow, Condition: { StringEquals: { 'aws:username': 'bob' } } };
  const denied = { ...allow, Effect: 'Deny', Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } };
  for (const other of [elsewhere, denied]) expect(words(ann, document(entrusting, other)).at(-1)).toBe(missing);
});

it('says which identity policy cannot be read, also where none is needed: it may deny', () => {
  expect(words(ann, document(allow), undefined, { broken: '{' })).toEqual([
    'names the caller, which is enough',
    'cannot be read, so what it allows or denies is not known',
  ]);
});

it('says whether a statement names the caller', () => {
  const service = 'sns.amazonaws.com';
  const others = `arn:aws:sts::${A}:assumed-role/Other/session`;
  const everyoneBut = { Effect: 'Allow', NotPrincipal: { AWS: ann }, Action: 'sts:AssumeRole' };
  expect(words(`service:${service}`, document({ ...allow, Principal: { Service: service } }))).toEqual([
    'names the caller, which is enough',
  ]);
  expect(words(ann, document(everyoneBut))[0]).toBe('does not name the caller');
  expect(words(worker, trusts(others))[0]).toBe('does not name the caller');
});

it('says of a role that is named that its boundary counts, where it has one', () => {
  expect(words(worker, trusts(worker))).toEqual(['names the caller, which is enough']);
  expect(words(worker, trusts(worker), boundary)).toEqual([
    'names the caller, which is enough where its permissions boundary allows the call',
    'is about other resources than the role',
    'no statement of the permissions boundary allows the call',
  ]);
});

it('says of every statement that is about the call what it does, and where an Allow is missing', () => {
  const B = '444455556666';
  const own = document(
    { Sid: 'Else', Effect: 'Allow', Action: 'sts:*', Resource: roleArn(A, 'Other') },
    {
      Sid: 'Tagged',
      Effect: 'Allow',
      Action: 'sts:*',
      Resource: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  );
  const trust = document(
    { ...allow, Principal: { AWS: [A, ann] } },
    { ...allow, Sid: 'Bobs', Principal: { AWS: B } },
    { ...deny({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }), Sid: 'NoMfa' },
    { ...deny({}), Sid: 'NotAnn', Principal: { AWS: userArn(A, 'cem') } },
  );
  const scp = {
    id: 'p-no',
    type: 'SERVICE_CONTROL_POLICY',
    targets: [A],
    content: document({ Effect: 'Deny', Action: 'sts:*', Resource: '*' }),
  } as const;
  const read = organization({
    management: B,
    units: { 'ou-x': ROOT },
    accounts: { [A]: 'ou-x', [B]: ROOT },
    policies: [scp],
    fullAwsAccess: false,
  });
  const users = [user(A, 'ann', { inline: { own } }), user(A, 'cem')];
  const graph = derive(snapshot([account(A, { users, roles: [role(A, 'R', trust)] })], read));
  const principal = (id: string) => graph.principals.find((each) => each.id === id)!;
  const { decisions } = explainer(graph)(principal(ann), principal(roleArn(A, 'R')));
  expect(decisions.map(({ side, sid, matched, why }) => `${side} ${sid} ${matched}: ${why}`)).toEqual([
    'trust null true: names the caller, which is enough',
    'trust Bobs false: does not name the caller',
    'trust NoMfa null: denies the call with MFA',
    'trust NotAnn false: does not name the caller',
    'identity Else false: is about other resources than the role',
    'identity Tagged false: its conditions do not hold for the call',
    "scp null false: no statement of the service control policies at the organization's root allows the call",
    'scp null false: no statement of the service control policies at level 1 below the root allows the call',
    'scp null true: denies the call',
    'scp null false: no statement of the service control policies at level 2 below the root allows the call',
  ]);
});

it('says of an account that it lets in whom its own policies allow', () => {
  expect(words(ann, trusts(A))[0]).toBe("lets the caller in where the caller's own policies allow it");
});
