import { describe, expect, test } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import { createOutsiders } from '../../../core/derive/sources.ts';
import type { AccessGraph } from '../../../core/model/access-graph.ts';
import type { Principal } from '../../../core/model/principal.ts';
import { isRefusal, type Cut, type Refusal, type TrustChange } from '../../../core/resolution/cut.ts';
import { hopChanges } from '../../../core/resolution/hop-changes.ts';
import { planChange } from '../../../core/resolution/plan-change.ts';
import { reverted } from '../../../core/resolution/revert.ts';
import {
  account,
  document,
  organization,
  role,
  roleArn,
  snapshot,
  trusts,
  type Statement,
} from '../../support/organization.ts';

const [HOME, OTHER, VENDOR, STRANGER] = ['111111111111', '222222222222', '999999999999', '888888888888'] as const;
const FINDING = '22222222-dcba-4444-dcba-333333333333';
const SID = '22222222dcba4444dcba333333333333';
const GITHUB = `arn:aws:iam::${HOME}:oidc-provider/token.actions.githubusercontent.com`;
const OKTA = `arn:aws:iam::${HOME}:saml-provider/Okta`;

/** An organization of two accounts, one with the role. */
const graphOf = (trust: unknown, path = '/'): AccessGraph =>
  derive(
    snapshot(
      [
        account(HOME, { roles: [role(HOME, 'Deploy', trust, { path })] }),
        account(OTHER, { roles: [role(OTHER, 'Ops', trusts(HOME))] }),
      ],
      organization({ management: OTHER, accounts: { [HOME]: 'r-root', [OTHER]: 'r-root' } }),
    ),
  );

interface Outcome {
  readonly change: TrustChange | Refusal;
  /** Source → verdict with the change. */
  readonly after: Readonly<Record<string, string>>;
}

/** `from`: the id of a node, or what a finding names. */
function cut(
  trust: unknown,
  from: (graph: AccessGraph) => Principal,
  rest: Partial<Cut> & { path?: string; quota?: number } = {},
): Outcome {
  const { path = '/', quota, ...given } = rest;
  const graph = graphOf(trust, path);
  const target = graph.principals.find(({ name }) => name === 'Deploy')!;
  const policies = new Map(graph.policies.map((policy) => [policy.id, policy]));
  const context = { structure: graph, policies, ...(quota === undefined ? {} : { quota }) };
  const change = planChange({ id: FINDING, from: from(graph), role: target, condition: null, ...given }, context);
  if (isRefusal(change)) return { change, after: {} };
  const sources = graph.principals.filter(({ id }) => id !== target.id);
  const after = hopChanges(sources, target, change.after, context).map((each) => [each.from, each.after.verdict]);
  return { change, after: Object.fromEntries(after) };
}

const node = (id: string) => (graph: AccessGraph) => graph.principals.find((each) => each.id === id)!;
const outside = (id: string) => (graph: AccessGraph) => createOutsiders(graph.accounts).account(id);
const allow = (Principal: unknown, more: Statement = {}): Statement => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...more,
});
const statementOf = ({ change }: Outcome): unknown => ('refused' in change ? change : change.statement);
const refusedAs = ({ change }: Outcome): string | null => (isRefusal(change) ? change.refused : null);

describe('names whom it denies so that the name lasts', () => {
  const vendorRole = roleArn(VENDOR, 'Scanner', '/team/');
  test.each<[string, unknown, string, Record<string, unknown>]>([
    [
      'an account',
      { AWS: VENDOR },
      `account:${VENDOR}`,
      { Principal: { AWS: '*' }, Condition: { StringEquals: { 'aws:PrincipalAccount': VENDOR } } },
    ],
    [
      'a role elsewhere, which as a Principal would turn into an id',
      { AWS: vendorRole },
      vendorRole,
      { Principal: { AWS: '*' }, Condition: { ArnEquals: { 'aws:PrincipalArn': vendorRole } } },
    ],
    [
      'a session',
      { AWS: `arn:aws:sts::${VENDOR}:assumed-role/Scanner/i-1` },
      `arn:aws:sts::${VENDOR}:assumed-role/Scanner/i-1`,
      { Principal: { AWS: `arn:aws:sts::${VENDOR}:assumed-role/Scanner/i-1` } },
    ],
    [
      'a service',
      { Service: 'ec2.amazonaws.com' },
      'service:ec2.amazonaws.com',
      { Principal: { Service: 'ec2.amazonaws.com' } },
    ],
    [
      'everyone outside the organization',
      '*',
      'public:*',
      { Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorg' } } },
    ],
  ])('%s', (_, principal, from, expected) => {
    const outcome = cut(document(allow(principal)), node(from));
    expect(statementOf(outcome)).toEqual({ Sid: SID, Effect: 'Deny', Action: 'sts:AssumeRole', ...expected });
    expect(outcome.after[from]).toBe('DENIED');
  });

  test('the subject of an OIDC provider, and no other subject', () => {
    const github = (sub: string) =>
      allow(
        { Federated: GITHUB },
        {
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': sub } },
        },
      );
    const [main, all] = ['repo:acme/app:ref:refs/heads/main', 'repo:stranger/*'];
    const outcome = cut(document(github(main), github(all)), node(`federated:${GITHUB}#${all}`));
    expect(statementOf(outcome)).toMatchObject({
      Principal: { Federated: GITHUB },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': all } },
    });
    expect(outcome.after).toEqual({
      [`federated:${GITHUB}#${all}`]: 'DENIED',
      [`federated:${GITHUB}#${main}`]: 'ALLOWED',
    });
  });

  test('a SAML provider', () => {
    const outcome = cut(
      document(allow({ Federated: OKTA }, { Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'] })),
      node(`federated:${OKTA}`),
    );
    expect(statementOf(outcome)).toMatchObject({
      Principal: { Federated: OKTA },
      Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
    });
    expect(outcome.after).toEqual({ [`federated:${OKTA}`]: 'DENIED' });
  });
});

describe('denies all that the statement allows, and no more', () => {
  test('every action', () => {
    const outcome = cut(
      document(allow({ AWS: VENDOR }, { Action: ['sts:Assume*', 'sts:TagSession', 'sts:SetSourceIdentity'] })),
      node(`account:${VENDOR}`),
    );
    expect(statementOf(outcome)).toMatchObject({
      Action: [
        'sts:AssumeRole',
        'sts:AssumeRoleWithSAML',
        'sts:AssumeRoleWithWebIdentity',
        'sts:TagSession',
        'sts:SetSourceIdentity',
      ],
    });
  });

  test('others that the same statement lets in stay', () => {
    const { after } = cut(
      document(allow({ AWS: [VENDOR, STRANGER, roleArn(OTHER, 'Ops')] })),
      node(`account:${VENDOR}`),
    );
    expect(after).toMatchObject({ [`account:${VENDOR}`]: 'DENIED', [`account:${STRANGER}`]: 'CONDITIONAL' });
  });

  test('a service that is named stays, though everyone outside is denied', () => {
    const { after } = cut(document(allow('*'), allow({ Service: 'ec2.amazonaws.com' })), node('public:*'));
    expect(after['service:ec2.amazonaws.com']).toBe('ALLOWED');
  });

  test('access under another condition than that of the finding stays', () => {
    const withId = (id: string) => allow({ AWS: VENDOR }, { Condition: { StringEquals: { 'sts:ExternalId': id } } });
    const outcome = cut(document(withId('leaked'), withId('kept')), node(`account:${VENDOR}`), {
      condition: { 'sts:ExternalId': 'leaked' },
    });
    expect(statementOf(outcome)).toMatchObject({
      Condition: { StringEquals: { 'sts:ExternalId': 'leaked', 'aws:PrincipalAccount': VENDOR } },
    });
    expect(outcome.after[`account:${VENDOR}`]).toBe('CONDITIONAL');
  });

  test('a condition on the same key has an operator of its own', () => {
    const trust = document(
      allow({ AWS: VENDOR }, { Condition: { StringEquals: { 'AWS:principalaccount': [VENDOR, STRANGER] } } }),
    );
    expect(statementOf(cut(trust, node(`account:${VENDOR}`), { condition: {} }))).toMatchObject({
      Condition: {
        StringEquals: { 'AWS:principalaccount': [VENDOR, STRANGER] },
        StringLike: { 'aws:PrincipalAccount': VENDOR },
      },
    });
  });
});

describe('the document', () => {
  test('a single statement becomes the first of two; what else it says stays', () => {
    const { change } = cut(
      { Version: '2012-10-17', Id: 'kept', Statement: allow({ AWS: VENDOR }) },
      node(`account:${VENDOR}`),
    );
    const after = JSON.parse((change as TrustChange).after) as { Statement: unknown[] };
    expect(after).toMatchObject({
      Version: '2012-10-17',
      Id: 'kept',
      Statement: [allow({ AWS: VENDOR }), { Sid: SID }],
    });
    expect(reverted(after, change as TrustChange)).toBe((change as TrustChange).before);
  });

  test('a second time changes nothing', () => {
    const first = cut(document(allow({ AWS: VENDOR })), node(`account:${VENDOR}`)).change as TrustChange;
    const again = cut(JSON.parse(first.after), node(`account:${VENDOR}`)).change as TrustChange;
    expect(again).toMatchObject({ alreadyThere: true, before: first.after, after: first.after });
  });

  test('reverting leaves what was changed meanwhile', () => {
    const { change } = cut(document(allow({ AWS: VENDOR })), node(`account:${VENDOR}`));
    const { statement } = change as TrustChange;
    const edited = document(allow({ AWS: VENDOR }), statement as unknown as Statement, allow({ AWS: OTHER }));
    expect(JSON.parse(reverted(edited, change as TrustChange)!)).toEqual(
      document(allow({ AWS: VENDOR }), allow({ AWS: OTHER })),
    );
    expect(reverted(document(allow({ AWS: VENDOR })), change as TrustChange)).toBeNull();
  });
});

describe('is refused', () => {
  const many = Array.from({ length: 60 }, (_, index) => `arn:aws:iam::${VENDOR}:role/a-role-with-a-long-name-${index}`);
  test.each<[string, Outcome, string]>([
    [
      'for a service-linked role',
      cut(document(allow({ Service: 'x.amazonaws.com' })), node('service:x.amazonaws.com'), {
        path: '/aws-service-role/x.amazonaws.com/',
      }),
      'role-of-aws',
    ],
    [
      'for a role of Identity Center',
      cut(document(allow({ AWS: VENDOR })), node(`account:${VENDOR}`), { path: '/aws-reserved/sso.amazonaws.com/' }),
      'role-of-aws',
    ],
    ['where nothing lets it in', cut(document(allow({ AWS: OTHER })), outside(STRANGER)), 'nothing-to-cut'],
    [
      'where nothing lets it in under the condition',
      cut(document(allow({ AWS: VENDOR })), node(`account:${VENDOR}`), { condition: { 'sts:ExternalId': 'x' } }),
      'nothing-to-cut',
    ],
    [
      'where the Sid means something else',
      cut(document(allow({ AWS: VENDOR }, { Sid: SID })), node(`account:${VENDOR}`)),
      'sid-taken',
    ],
    [
      'where the id cannot be a Sid',
      cut(document(allow({ AWS: VENDOR })), node(`account:${VENDOR}`), { id: 'a_b' }),
      'cannot-be-named',
    ],
    [
      'for a policy that would be larger than the quota',
      cut(document(allow({ AWS: VENDOR })), node(`account:${VENDOR}`), { quota: 200 }),
      'too-large',
    ],
    [
      'for one larger than any quota',
      cut(document(allow({ AWS: [VENDOR, ...many, ...many, ...many] })), node(`account:${VENDOR}`)),
      'too-large',
    ],
    [
      'where two conditions are meant',
      cut(
        document(
          ...['leaked', 'kept'].map((id) =>
            allow({ AWS: VENDOR }, { Condition: { StringEquals: { 'sts:ExternalId': id } } }),
          ),
        ),
        node(`account:${VENDOR}`),
        { condition: {} },
      ),
      'several-conditions',
    ],
  ])('%s', (_, outcome, code) => {
    expect(refusedAs(outcome)).toBe(code);
  });
});
