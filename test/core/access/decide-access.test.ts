import { describe, expect, it } from 'vitest';
import type { Statement } from '../../support/organization.ts';
import { createActors } from '../../../core/access/actor.ts';
import { decideAccess } from '../../../core/access/decide-access.ts';
import { derive } from '../../../core/derive/derive.ts';
import { globOf } from '../../../core/policy/glob.ts';
import { account, document, snapshot, user } from '../../support/organization.ts';
import { ACCOUNT, decide, type Side } from './support.ts';

const allow = (Action: string | string[], Resource: string | string[] = '*', Condition?: unknown): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
const deny = (...given: Parameters<typeof allow>): Statement => ({ ...allow(...given), Effect: 'Deny' });
const withMfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const [isRed, isBlue] = ['red', 'blue'].map((team) => ({ StringEquals: { 'aws:PrincipalTag/team': team } }));
const bucket = (name: string): string => `arn:aws:s3:::${name}`;

/** What alice's side says of `s3:GetObject` on a resource: the verdict, and its conditions. */
const CASES: readonly (readonly [string, Side, string, string])[] = [
  ['nothing allows it', {}, bucket('a/x'), 'DENIED'],
  ['an Allow', { identity: [allow('s3:GetObject')] }, bucket('a/x'), 'ALLOWED'],
  ['the action in another case, by wildcards', { identity: [allow('S3:get*')] }, bucket('a/x'), 'ALLOWED'],
  ['another action', { identity: [allow('s3:PutObject')] }, bucket('a/x'), 'DENIED'],
  ['the action among others', { identity: [allow(['ec2:*', 's3:Get*'])] }, bucket('a/x'), 'ALLOWED'],
  ['NotAction', { identity: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }] }, bucket('a/x'), 'ALLOWED'],
  ['NotAction of the action', { identity: [{ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }] }, bucket('a/x'), 'DENIED'],
  ['another resource', { identity: [allow('s3:*', bucket('b/*'))] }, bucket('a/x'), 'DENIED'],
  ['all of the resources meant', { identity: [allow('s3:*', bucket('a*'))] }, bucket('a/*'), 'ALLOWED'],
  ['some of the resources meant', { identity: [allow('s3:*', bucket('a/x'))] }, bucket('a/*'), 'CONDITIONAL the resource = arn:aws:s3:::a/x'],
  ['some by a pattern', { identity: [allow('s3:*', bucket('a/x*'))] }, bucket('a/*'), 'CONDITIONAL the resource like arn:aws:s3:::a/x*'],
  ['NotResource', { identity: [{ Effect: 'Allow', Action: '*', NotResource: bucket('b/*') }] }, bucket('a/x'), 'ALLOWED'],
  ['a variable that is known', { identity: [allow('s3:*', bucket('${aws:username}/*'))] }, bucket('alice/x'), 'ALLOWED'],
  ['a variable of someone else', { identity: [allow('s3:*', bucket('${aws:username}/*'))] }, bucket('bob/x'), 'DENIED'],
  ['a variable without a value', { identity: [allow('s3:*', bucket('${aws:PrincipalTag/none}/*'))] }, bucket('a/x'), 'DENIED'],
  ['a variable that is not known', { identity: [allow('s3:*', bucket('${aws:SourceVpce}/*'))] }, bucket('a/x'), 'CONDITIONAL the resource like arn:aws:s3:::${aws:SourceVpce}/*'],
  ['a variable that is not known before what does not match', { identity: [allow('s3:*', bucket('${aws:SourceVpce}/y'))] }, bucket('a/x'), 'DENIED'],
  ['a condition on what is not known', { identity: [allow('s3:*', '*', withMfa)] }, bucket('a/x'), 'CONDITIONAL with MFA'],
  ['a condition on what is known', { identity: [allow('s3:*', '*', isRed)] }, bucket('a/x'), 'DENIED'],
  ['a tag that whoever made the session may have chosen', { kind: 'role', tagged: true, identity: [allow('s3:*', '*', isRed)] }, bucket('a/x'), "CONDITIONAL the caller's tag team = red"],
  ['a tag that nobody may choose', { kind: 'role', identity: [allow('s3:*', '*', isRed)] }, bucket('a/x'), 'DENIED'],
  ['a tag of the role that a session may change', { kind: 'role', tagged: true, identity: [allow('s3:*', '*', isBlue)] }, bucket('a/x'), 'ALLOWED'],
  ['a condition on the account of the resource', { identity: [allow('s3:*', '*', { StringEquals: { 'aws:ResourceAccount': ACCOUNT } })] }, bucket('a/x'), `CONDITIONAL aws:ResourceAccount = ${ACCOUNT}`],
  ['a condition on a parameter of another call', { identity: [allow('s3:*', '*', { StringEquals: { 'sts:RoleSessionName': 'x' } })] }, bucket('a/x'), 'CONDITIONAL role session name = x'],
  ['a condition on the resource', { identity: [allow('s3:*', '*', { StringEquals: { 'aws:ResourceTag/team': 'red' } })] }, bucket('a/x'), 'CONDITIONAL aws:ResourceTag/team = red'],
  ['a Deny', { identity: [allow('s3:*'), deny('s3:Get*')] }, bucket('a/x'), 'DENIED'],
  ['a Deny of some of them', { identity: [allow('s3:*'), deny('s3:*', bucket('a/x'))] }, bucket('a/*'), 'CONDITIONAL the resource ≠ arn:aws:s3:::a/x'],
  ['a Deny of all that is allowed', { identity: [allow('s3:*', bucket('a/x')), deny('s3:*', bucket('a/*'))] }, bucket('*'), 'DENIED'],
  ['a Deny that may hold', { identity: [allow('s3:*'), deny('s3:*', '*', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } })] }, bucket('a/x'), 'CONDITIONAL with MFA, or with credentials that do not say, such as access keys of a user'],
  ['a boundary that allows', { identity: [allow('*')], boundary: [allow('s3:*')] }, bucket('a/x'), 'ALLOWED'],
  ['a boundary that does not', { identity: [allow('*')], boundary: [allow('ec2:*')] }, bucket('a/x'), 'DENIED'],
  ['a boundary grants nothing by itself', { boundary: [allow('*')] }, bucket('a/x'), 'DENIED'],
  ['an SCP that allows other services', { identity: [allow('*')], scp: [allow('ec2:*')] }, bucket('a/x'), 'DENIED'],
  ['an SCP that denies', { identity: [allow('*')], scp: [allow('*'), deny('s3:*')] }, bucket('a/x'), 'DENIED'],
  ['an SCP with a condition', { identity: [allow('*')], scp: [allow('*'), deny('s3:*', '*', { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } })] }, bucket('a/x'), 'CONDITIONAL aws:RequestedRegion = eu-west-1'],
  ['a policy that cannot be read', { identity: 'broken' }, bucket('a/x'), `CONDITIONAL if the policy arn:aws:iam::${ACCOUNT}:user/alice#inline/own, which could not be read, allows it`],
]; // prettier-ignore

describe('what one side says of any action', () => {
  it.each(CASES)('%s', (_, side, resource, expected) => {
    const { verdict, conditions } = decide(side, 's3:GetObject', resource);
    expect([verdict, ...conditions].join(' ')).toBe(expected);
  });

  it('names every statement it rests on, by its side', () => {
    const side = {
      identity: [deny('ec2:*'), allow('s3:*', bucket('b')), allow('s3:*')],
      boundary: [allow('*')],
      scp: [allow('*')],
    };
    const lines = decide(side, 's3:GetObject', bucket('a')).evidence.map(
      ({ side, policy, statement, effect }) => `${side} ${effect} ${policy.split(/[/:]/).at(-1)} ${statement}`,
    );
    expect(lines).toEqual([
      'identity Allow own 2',
      'boundary Allow Boundary 0',
      'scp Allow p-test 0',
      'scp Allow p-full 0',
    ]);
  });

  it('names the Deny that decides, and nothing where no Allow is there', () => {
    const denied = decide({ identity: [allow('*'), deny('s3:*')] }, 's3:GetObject', '*');
    expect(denied.evidence.map(({ effect }) => effect)).toContain('Deny');
    expect(decide({ identity: [deny('s3:*')] }, 's3:GetObject', '*').evidence).toEqual([]);
  });

  it('names the statement on a tag that may have been chosen', () => {
    const { evidence } = decide(
      { kind: 'role', tagged: true, identity: [allow('s3:*', '*', isRed)] },
      's3:GetObject',
      '*',
    );
    expect(evidence.map(({ side, statement }) => `${side} ${statement}`)).toEqual(['identity 0', 'scp 0', 'scp 0']);
  });

  it('takes a policy that nobody has for one that cannot be read', () => {
    const graph = derive(
      snapshot([account(ACCOUNT, { users: [user(ACCOUNT, 'ann', { inline: { own: document() } })] })]),
    );
    const [ann] = graph.principals.map(createActors(graph, () => undefined));
    expect(decideAccess(ann!, 's3:GetObject', globOf('*')).conditions).toEqual([
      expect.stringMatching(/could not be read/),
    ]);
  });

  it('takes a document that IAM would refuse for one that cannot be read', () => {
    const twice = document({ ...allow('s3:*'), NotAction: 'ec2:*' });
    expect(decide({ identity: [allow('*')], raw: twice }, 's3:GetObject', '*').verdict).toBe('CONDITIONAL');
  });
});
