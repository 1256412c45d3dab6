import { describe, expect, test } from 'vitest';
import type { LoggedUse, UsageCaller } from '../../../core/model/usage.ts';
import { assumes, type Event, identities, logOf } from '../../support/cloudtrail.ts';

const [HOME, OTHER] = ['222222222222', '999999999999'];
const ROLE = `arn:aws:iam::${HOME}:role/team/Deployer`;
const PROVIDER = `arn:aws:iam::${HOME}:oidc-provider/token.actions.githubusercontent.com`;

const use = (event: Event): LoggedUse => {
  const { uses } = logOf(event);
  expect(uses).toHaveLength(1);
  return uses[0]!;
};

const nobody: UsageCaller = { kind: 'unknown', id: 'unknown', accountId: null, uniqueId: null, subject: null };

describe('who calls', () => {
  test.each<[string, object, Partial<UsageCaller>, Event?]>([
    [
      'a user',
      identities.user(HOME, 'alice'),
      {
        kind: 'principal',
        id: `arn:aws:iam::${HOME}:user/alice`,
        accountId: HOME,
        uniqueId: `AIDA${HOME}ALICE`,
      },
    ],
    [
      'a session, which is its role, with its path',
      identities.session(HOME, 'Runner', 'i-0abc', '/ci/'),
      {
        kind: 'principal',
        id: `arn:aws:iam::${HOME}:role/ci/Runner`,
        accountId: HOME,
        uniqueId: `AROA${HOME}RUNNER`,
      },
    ],
    [
      'a session whose issuer is not said',
      {
        type: 'AssumedRole',
        principalId: `AROA${HOME}RUNNER:x`,
        arn: `arn:aws:sts::${HOME}:assumed-role/Runner/x`,
        accountId: HOME,
      },
      {
        kind: 'principal',
        id: `arn:aws:iam::${HOME}:role/Runner`,
        accountId: HOME,
        uniqueId: `AROA${HOME}RUNNER`,
      },
    ],
    [
      'someone of another account, by unique id',
      identities.otherAccount(OTHER, 'AROAEXAMPLE12345678AB:build'),
      { kind: 'principal', id: 'AROAEXAMPLE12345678AB', accountId: OTHER, uniqueId: 'AROAEXAMPLE12345678AB' },
    ],
    [
      'another account, of which nothing else is said',
      { type: 'AWSAccount', accountId: OTHER },
      { kind: 'account', id: OTHER, accountId: OTHER },
    ],
    [
      'nobody that can be named',
      { type: 'AWSAccount', accountId: 'ANONYMOUS_PRINCIPAL' },
      { id: 'ANONYMOUS_PRINCIPAL' },
    ],
    ['a service', identities.service('ec2.amazonaws.com'), { kind: 'service', id: 'ec2.amazonaws.com' }],
    ['a service that is not named', { type: 'AWSService' }, { id: 'AWSService' }],
    [
      'a SAML identity, whose provider the request names',
      identities.saml('ann@example.com'),
      { kind: 'federated', id: `arn:aws:iam::${HOME}:saml-provider/Okta`, subject: 'ann@example.com' },
      {
        eventName: 'AssumeRoleWithSAML',
        requestParameters: { roleArn: ROLE, principalArn: `arn:aws:iam::${HOME}:saml-provider/Okta` },
      },
    ],
    [
      'an OIDC identity',
      identities.web(PROVIDER, 'repo:acme/app:ref:refs/heads/main'),
      { kind: 'federated', id: PROVIDER, subject: 'repo:acme/app:ref:refs/heads/main' },
      { eventName: 'AssumeRoleWithWebIdentity' },
    ],
    [
      'an identity of Cognito, as the page on userIdentity writes it',
      identities.web('cognito-identity.amazon.com', 'eu-central-1:1234'),
      { kind: 'federated', id: 'cognito-identity.amazonaws.com', subject: 'eu-central-1:1234' },
      { eventName: 'AssumeRoleWithWebIdentity' },
    ],
    ['a root user', identities.root(HOME), { kind: 'root', id: HOME, accountId: HOME }],
    [
      'a person',
      { type: 'IdentityCenterUser', accountId: HOME, onBehalfOf: { userId: '9067-1', identityStoreArn: 'arn:x' } },
      { kind: 'person', id: '9067-1' },
    ],
    ['what AWS does not know either', { type: 'Unknown', principalId: '' }, { id: 'Unknown' }],
  ])('is %s', (_, identity, expected, more = {}) => {
    expect(use(assumes(identity, ROLE, more)).caller).toEqual({ ...nobody, ...expected });
  });

  test.each([['text'], [null], [{}], [[]], [{ type: 7, arn: {}, principalId: [] }]])(
    'is unknown where userIdentity is %j',
    (userIdentity) => {
      const { caller } = use(assumes({}, ROLE, { userIdentity }));
      expect(caller.kind).toBe('unknown');
    },
  );
});

describe('the role', () => {
  const refused = { responseElements: null, errorCode: 'AccessDenied', errorMessage: 'no' };
  test.each<[string, Event, string]>([
    ['is what the request asks for', {}, ROLE],
    ['is what the event is about, where the request is left out', { requestParameters: null }, ROLE],
    [
      'is that of the session, without its path, where nothing else says it',
      { requestParameters: null, resources: undefined },
      `arn:aws:iam::${HOME}:role/Deployer`,
    ],
    ['is there where it was refused', refused, ROLE],
  ])('%s', (_, more, role) => {
    expect(use(assumes(identities.user(HOME, 'alice'), ROLE, more)).role).toBe(role);
  });

  test('that nothing says makes a call without role', () => {
    const event = assumes(identities.user(HOME, 'alice'), ROLE, {
      ...refused,
      requestParameters: null,
      resources: undefined,
    });
    expect(logOf(event)).toMatchObject({ uses: [], withoutRole: 1 });
  });
});

describe('a call', () => {
  const alice = identities.user(HOME, 'alice');

  test('that was refused counts as refused', () => {
    const { allowed, refused, errors } = use(
      assumes(alice, ROLE, { errorCode: 'AccessDenied', responseElements: null }),
    );
    expect({ allowed, refused, errors }).toEqual({
      allowed: null,
      refused: { count: 1, first: '2026-11-20T10:00:00Z', last: '2026-11-20T10:00:00Z' },
      errors: ['AccessDenied'],
    });
  });

  test.each<[string, Event]>([
    ['of another service', { eventSource: 'iam.amazonaws.com' }],
    ['for the root user', { eventName: 'AssumeRoot' }],
    ['for a token', { eventName: 'GetSessionToken' }],
    ['that Insights tells of', { eventCategory: 'Insight' }],
  ])('%s is none', (_, more) => {
    expect(logOf(assumes(alice, ROLE, more))).toMatchObject({ uses: [], withoutRole: 0 });
  });

  test('leaves no credentials behind, nor where it came from', () => {
    const kept = JSON.stringify(
      logOf(
        assumes(alice, ROLE),
        assumes(identities.session(HOME, 'Runner', 'x'), ROLE),
        assumes(identities.session(HOME, 'Runner', 'x'), ROLE, { errorCode: 'AccessDenied' }),
      ),
    );
    expect(kept).toContain('Runner');
    expect(kept).not.toMatch(/ASIA|AKIA|SECRET|198\.51|aws-cli/);
  });
});
