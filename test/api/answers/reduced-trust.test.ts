import { describe, expect, test } from 'vitest';
import { nodeOf, reducedTrustOf, type ReduceOptions } from '../../../api/answers/index.ts';
import { derive } from '../../../core/derive/derive.ts';
import { isRefusal, type Refusal } from '../../../core/resolution/cut.ts';
import type { Reduction } from '../../../resolve/index.ts';
import { assumes, type Event, identities, logOf, other } from '../../support/cloudtrail.ts';
import * as org from '../../support/organization.ts';
import { loaded } from '../support/loaded.ts';

const [HOME, OTHER, VENDOR] = ['222222222222', '333333333333', '999999999999'];
const ROLE = org.roleArn(HOME, 'Target');
const GITHUB = 'token.actions.githubusercontent.com';
const PROVIDER = `arn:aws:iam::${HOME}:oidc-provider/${GITHUB}`;
const root = (account: string): string => `arn:aws:iam::${account}:root`;
const allow = (Principal: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...more,
});
const user = (account: string, name: string) => ({
  ...identities.user(account, name),
  principalId: `AIDA${account}${name}`,
});
const seen = (identity: object, more: Event = {}): Event => assumes(identity, ROLE, more);

const logged = [
  ...[HOME, OTHER].flatMap((account) => [
    other(account, '2026-08-01T00:00:00Z'),
    other(account, '2026-11-20T23:00:00Z'),
  ]),
  assumes(identities.service('lambda.amazonaws.com'), org.roleArn(HOME, 'Elsewhere')),
];

const member = (id: string) => ({ inline: { All: org.mayAssume('*') }, id });

/** The trust policy reduced, in an organization where everyone of two accounts may assume the role. */
async function reduced(
  statements: readonly object[],
  events: readonly Event[],
  options: ReduceOptions = {},
  log: readonly Event[] = logged,
): Promise<Reduction | Refusal> {
  const policy = org.document(...(statements as org.Statement[]));
  const accounts = [
    org.account(HOME, {
      users: ['alice', 'bob', 'break-glass'].map((name) => org.user(HOME, name, member(`AIDA${HOME}${name}`))),
      roles: [
        org.role(HOME, 'Target', policy),
        org.role(HOME, 'Worker', org.trusts(root(HOME)), member(`AROA${HOME}Worker`)),
      ],
    }),
    org.account(OTHER, {
      users: ['carol', 'dave'].map((name) => org.user(OTHER, name, member(`AIDA${OTHER}${name}`))),
    }),
  ];
  const snapshot = org.snapshot(accounts, null);
  const graph = await loaded(derive({ ...snapshot, usage: logOf(...log, ...events) }));
  return reducedTrustOf(graph, nodeOf(graph, ROLE), options);
}

const statementsOf = (answer: Reduction | Refusal): unknown =>
  isRefusal(answer) ? answer : (JSON.parse(answer.after) as { Statement: unknown }).Statement;

const byArn = (...arns: string[]) => ({
  Condition: { ArnEquals: { 'aws:PrincipalArn': arns.length === 1 ? arns[0] : arns } },
});

const web = (subject: string): Event =>
  seen(identities.web(PROVIDER, subject), { eventName: 'AssumeRoleWithWebIdentity' });
const federated = (Condition: object) =>
  allow({ Federated: PROVIDER }, { Action: 'sts:AssumeRoleWithWebIdentity', Condition });
const ofGitHub = (sub: unknown, operator = 'StringLike') =>
  federated({ StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' }, [operator]: { [`${GITHUB}:sub`]: sub } });

describe('a trust policy reduced to those who were seen', () => {
  const [alice, bob] = [org.userArn(HOME, 'alice'), org.userArn(HOME, 'bob')];
  const worker = org.roleArn(HOME, 'Worker');
  const aliceSeen = seen(user(HOME, 'alice'));
  const carolSeen = seen(identities.otherAccount(OTHER, `AIDA${OTHER}carol`.toUpperCase()));

  test.each<[string, readonly object[], readonly Event[], readonly object[], ReduceOptions?]>([
    ['loses a user that was not', [allow({ AWS: [alice, bob] })], [aliceSeen], [allow({ AWS: alice })]],
    [
      'loses a whole statement',
      [allow({ AWS: alice }), allow({ AWS: bob }, { Sid: 'Bob' })],
      [aliceSeen],
      [allow({ AWS: alice })],
    ],
    [
      'names those of an account by condition, so that the account still delegates',
      [allow({ AWS: root(HOME) }, { Sid: 'Home' })],
      [aliceSeen],
      [allow({ AWS: root(HOME) }, { Sid: 'Home', ...byArn(alice) })],
    ],
    [
      'names several, and those to be kept beside them',
      [allow({ AWS: HOME })],
      [aliceSeen],
      [allow({ AWS: HOME }, byArn(worker, alice, bob))],
      { keep: [worker, bob] },
    ],
    [
      'parts what stays from what is narrowed',
      [allow({ AWS: [root(HOME), org.userArn(OTHER, 'carol')], Service: 'lambda.amazonaws.com' }, { Sid: 'All' })],
      [aliceSeen, seen(user(OTHER, 'carol'), { recipientAccountId: OTHER })],
      [
        allow({ AWS: org.userArn(OTHER, 'carol') }, { Sid: 'All' }),
        allow({ AWS: root(HOME) }, { Sid: 'AllSeen', ...byArn(alice) }),
      ],
    ],
    [
      'keeps conditions, and adds to them',
      [
        allow({ AWS: root(HOME) }, { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
        allow({ AWS: bob }),
      ],
      [aliceSeen],
      [
        allow(
          { AWS: root(HOME) },
          { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, ArnEquals: { 'aws:PrincipalArn': alice } } },
        ),
      ],
    ],
    [
      'narrows everyone to those who came, and to accounts of which more is not known',
      [allow('*', { Sid: 'Open' })],
      [aliceSeen, seen(identities.otherAccount(VENDOR, 'AROAEXAMPLE12345678AB:x'))],
      [
        allow('*', { Sid: 'Open', ...byArn(alice) }),
        allow('*', { Sid: 'OpenSeenAccounts', Condition: { StringEquals: { 'aws:PrincipalAccount': VENDOR } } }),
      ],
    ],
    [
      'keeps an outsider whose ARN its own log gives',
      [allow({ AWS: root(VENDOR) })],
      [seen(user(VENDOR, 'agent'), { recipientAccountId: VENDOR })],
      [allow({ AWS: root(VENDOR) }, byArn(org.userArn(VENDOR, 'agent')))],
    ],
    [
      'loses a service that logs its calls, and keeps one of which that is not known',
      [allow({ Service: ['lambda.amazonaws.com', 'quiet.amazonaws.com'], AWS: alice })],
      [aliceSeen],
      [allow({ Service: 'quiet.amazonaws.com', AWS: alice })],
    ],
    [
      'keeps what is for emergencies by its name',
      [
        allow({ AWS: org.userArn(HOME, 'break-glass') }),
        allow({ AWS: bob }, { Sid: 'Emergency' }),
        allow({ AWS: [alice, worker] }),
      ],
      [aliceSeen],
      [
        allow({ AWS: org.userArn(HOME, 'break-glass') }),
        allow({ AWS: bob }, { Sid: 'Emergency' }),
        allow({ AWS: alice }),
      ],
    ],
    [
      'keeps every Deny',
      [allow({ AWS: [alice, bob] }), { ...allow({ AWS: root(OTHER) }), Effect: 'Deny' }],
      [aliceSeen],
      [allow({ AWS: alice }), { ...allow({ AWS: root(OTHER) }), Effect: 'Deny' }],
    ],
    [
      'keeps a session by its name, also behind many others',
      [allow({ AWS: [alice, `arn:aws:sts::${HOME}:assumed-role/Worker/zoe`] }), allow({ AWS: bob })],
      [
        aliceSeen,
        ...Array.from({ length: 30 }, (_, index) =>
          seen({
            ...identities.session(HOME, 'Worker', `s${index}`),
            principalId: `AROA${HOME}Worker:s${index}`,
            sessionContext: {},
          }),
        ),
      ],
      [allow({ AWS: [alice, `arn:aws:sts::${HOME}:assumed-role/Worker/zoe`] })],
    ],
    [
      'keeps a statement for all but some, whoever of others was not seen',
      [allow({ AWS: bob }), { Effect: 'Allow', NotPrincipal: { AWS: bob }, Action: 'sts:AssumeRole' }],
      [aliceSeen],
      [{ Effect: 'Allow', NotPrincipal: { AWS: bob }, Action: 'sts:AssumeRole' }],
    ],
    [
      'keeps whoever was seen, also where its condition says that it cannot be',
      [allow({ AWS: alice }, { Condition: { StringEquals: { 'aws:PrincipalAccount': OTHER } } }), allow({ AWS: bob })],
      [aliceSeen],
      [allow({ AWS: alice }, { Condition: { StringEquals: { 'aws:PrincipalAccount': OTHER } } })],
    ],
    [
      'loses an id that stands for nobody any more',
      [allow({ AWS: [alice, 'AROAEXAMPLE12345678AB'] })],
      [aliceSeen],
      [allow({ AWS: alice })],
    ],
    [
      'asks for the subjects that came',
      [ofGitHub('repo:acme/*')],
      [web('repo:acme/app:ref:refs/heads/main'), web('repo:acme/lib:ref:refs/heads/main')],
      [
        federated({
          StringEquals: {
            [`${GITHUB}:aud`]: 'sts.amazonaws.com',
            [`${GITHUB}:sub`]: ['repo:acme/app:ref:refs/heads/main', 'repo:acme/lib:ref:refs/heads/main'],
          },
        }),
      ],
    ],
    [
      'loses subjects that did not',
      [federated({ StringEquals: { [`${GITHUB}:sub`]: ['repo:acme/a', 'repo:acme/b'] } })],
      [web('repo:acme/a')],
      [federated({ StringEquals: { [`${GITHUB}:sub`]: 'repo:acme/a' } })],
    ],
    [
      'takes no account of calls before that time',
      [allow({ AWS: [alice, bob] })],
      [aliceSeen, seen(user(HOME, 'bob'), { eventTime: '2026-08-02T00:00:00Z' })],
      [allow({ AWS: alice })],
    ],
  ])('%s', async (_, before, events, after, options = {}) => {
    expect(statementsOf(await reduced(before, events, options))).toEqual(after);
  });

  test.each<[string, Refusal['refused'], readonly object[], readonly Event[], ReduceOptions?, (readonly Event[])?]>([
    ['where all were seen', 'nothing-to-cut', [allow({ AWS: alice })], [aliceSeen]],
    ['where nobody was', 'nothing-left', [allow({ AWS: root(HOME) })], []],
    [
      'where the log does not say who of an account it was',
      'nothing-to-cut',
      [allow({ AWS: root(OTHER) })],
      [seen({ type: 'AWSAccount', accountId: OTHER })],
    ],
    [
      'where the unique id is one that the graph does not know',
      'nothing-to-cut',
      [allow({ AWS: root(OTHER) })],
      [carolSeen],
    ],
    [
      'where an unnamed one of the account may be meant',
      'nothing-to-cut',
      [allow({ AWS: org.userArn(OTHER, 'dave') })],
      [seen({ type: 'AWSAccount', accountId: OTHER })],
    ],
    ['where the log is too young', 'not-covered', [allow({ AWS: [alice, bob] })], [aliceSeen], { days: 365 }],
    [
      'where there is none of the account',
      'not-covered',
      [allow({ AWS: bob })],
      [],
      {},
      [other(OTHER, '2026-11-20T00:00:00Z')],
    ],
    ['where all are to be kept', 'nothing-to-cut', [allow({ AWS: [alice, bob] })], [aliceSeen], { keep: [bob] }],
    [
      'where the trust policy excludes some',
      'nothing-to-cut',
      [{ Effect: 'Allow', NotPrincipal: { AWS: bob }, Action: 'sts:AssumeRole' }],
      [aliceSeen],
    ],
    [
      'where one who is to be kept would lose it over a chain',
      'break-glass',
      [allow({ AWS: [alice, worker] })],
      [aliceSeen],
      { keep: [bob] },
    ],
  ])('is none %s', async (_, refused, before, events, options = {}, log = logged) => {
    expect(await reduced(before, events, options, log)).toMatchObject({ refused });
  });

  test('says of each name what becomes of it, and who would lose what', async () => {
    const answer = (await reduced(
      [allow({ AWS: [alice, worker] }), allow({ AWS: root(OTHER) })],
      [aliceSeen],
    )) as Reduction;
    expect(answer.outcomes.map(({ entry, outcome, reason }) => [entry.text, outcome, reason])).toEqual([
      [alice, 'kept', 'used'],
      [worker, 'dropped', 'unused'],
      [root(OTHER), 'dropped', 'unused'],
    ]);
    const lost = answer.losses.map(({ source, target, after }) => [source, target, after]);
    expect(lost).toContainEqual([worker, ROLE, null]);
    expect(lost).toContainEqual([bob, ROLE, null]); // over Worker
    expect(lost).toContainEqual([org.userArn(OTHER, 'carol'), ROLE, null]);
    expect(lost.some(([source]) => source === alice)).toBe(false);
  });
});
