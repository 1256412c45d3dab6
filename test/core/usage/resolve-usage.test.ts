import { describe, expect, test } from 'vitest';
import { pairsOf } from '../../../core/usage/pairs.ts';
import type { AccessGraph } from '../../../core/model/access-graph.ts';
import { nodeId } from '../../../core/model/id.ts';
import { assumes, type Event, identities } from '../../support/cloudtrail.ts';
import { accountNumber, assemble, graph, id, principal } from '../../support/graph.ts';
import { withUsage } from '../../support/usage.ts';

const [ONE, TWO, OUTSIDE] = [accountNumber('1'), accountNumber('2'), accountNumber('9')];
const ADMIN = id('2/Admin');
const PROVIDER = `arn:aws:iam::${TWO}:oidc-provider/token.actions.githubusercontent.com`;

/** `source -> role`, with a `?` where it may be someone else, and `without hop` where there is none. */
function seen(of: AccessGraph, ...events: readonly Event[]): readonly string[] {
  const { usage, principals } = withUsage(of, ...events);
  return usage!.uses.flatMap(({ sources, roleNode, hasHop, certain }) =>
    (sources.length === 0 ? [null] : sources).map((source) => {
      const from = source === null ? 'nobody' : principals[source]!.id;
      const to = roleNode === null ? 'no role' : principals[roleNode]!.name;
      return `${from}${certain ? '' : '?'} -> ${to}${hasHop ? '' : ' without hop'}`;
    }),
  );
}

/** As `graph` makes unique ids. */
const session = (digit: string, role: string, name: string) => {
  const made = identities.session(accountNumber(digit), role, name);
  const uniqueId = `AROA${accountNumber(digit)}${role}`;
  const { sessionIssuer } = made.sessionContext;
  return {
    ...made,
    principalId: `${uniqueId}:${name}`,
    sessionContext: { sessionIssuer: { ...sessionIssuer, principalId: uniqueId } },
  };
};
const alice = { ...identities.user(ONE, 'alice'), principalId: `AIDA${ONE}alice` };

describe('a call is of the hop', () => {
  test.each<[string, AccessGraph, Event, string[]]>([
    ['of a user', graph('1/alice -> 2/Admin'), assumes(alice, ADMIN), [`${id('1/alice')} -> Admin`]],
    [
      'of a role, whichever its session',
      graph('1/Deployer -> 2/Admin'),
      assumes(session('1', 'Deployer', 'x'), ADMIN),
      [`${id('1/Deployer')} -> Admin`],
    ],
    [
      'of someone whose unique id is all that the log says',
      graph('1/Deployer, 1/alice -> 2/Admin'),
      assumes(identities.otherAccount(ONE, `AROA${ONE}DEPLOYER:x`), ADMIN),
      [`nobody -> Admin without hop`],
    ],
    [
      'of a service',
      graph('service:ec2.amazonaws.com -> 2/Admin'),
      assumes(identities.service('ec2.amazonaws.com'), ADMIN),
      ['service:ec2.amazonaws.com -> Admin'],
    ],
    [
      'of an account outside, where more is not said',
      graph('account:9 ~> 2/Admin'),
      assumes(identities.otherAccount(OUTSIDE, 'AROAEXAMPLE12345678AB:x'), ADMIN),
      [`account:${OUTSIDE}? -> Admin`],
    ],
    [
      'of a principal outside by its ARN, and of none that is named otherwise',
      graph('9/Vendor, 9/Other ~> 2/Admin'),
      assumes(session('9', 'Stranger', 'x'), ADMIN),
      ['nobody -> Admin without hop'],
    ],
    [
      'of anyone, where the role is open to all',
      graph('public ~> 2/Admin'),
      assumes(identities.otherAccount(OUTSIDE, 'AROAEXAMPLE12345678AB:x'), ADMIN),
      ['public:* -> Admin'],
    ],
    [
      'of the identities that its subject fits, where they have one',
      graph(
        `federated:${PROVIDER}#repo:acme/*, federated:${PROVIDER}#repo:other/* -> 2/Admin`,
        `federated:${PROVIDER} -> 2/Elsewhere`,
      ),
      assumes(identities.web(PROVIDER, 'repo:acme/app:ref:refs/heads/main'), ADMIN, {
        eventName: 'AssumeRoleWithWebIdentity',
      }),
      [`federated:${PROVIDER}#repo:acme/* -> Admin`],
    ],
    [
      'of either of two that the log does not tell apart',
      graph(`federated:${PROVIDER}#repo:acme/*, federated:${PROVIDER}#repo:acme/app:* -> 2/Admin`),
      assumes(identities.web(PROVIDER, 'repo:acme/app:ref:refs/heads/main'), ADMIN, {
        eventName: 'AssumeRoleWithWebIdentity',
      }),
      [`federated:${PROVIDER}#repo:acme/*? -> Admin`, `federated:${PROVIDER}#repo:acme/app:*? -> Admin`],
    ],
    [
      'of nobody, where the caller has none',
      graph('1/bob -> 2/Admin', '1/alice'),
      assumes(alice, ADMIN),
      [`${id('1/alice')} -> Admin without hop`],
    ],
    [
      'of nobody, where the caller is an earlier one of the name',
      graph('1/alice -> 2/Admin'),
      assumes(identities.user(ONE, 'alice'), ADMIN),
      ['nobody -> Admin without hop'],
    ],
    [
      'of a role that is not there',
      graph('1/alice -> 2/Admin'),
      assumes(alice, id('2/Gone')),
      [`${id('1/alice')} -> no role without hop`],
    ],
    [
      'of nobody, where a root user tries',
      graph('1/alice -> 2/Admin'),
      assumes(identities.root(TWO), ADMIN, { errorCode: 'AccessDenied' }),
      ['nobody -> Admin without hop'],
    ],
  ])('%s', (_, of, event, expected) => {
    expect(seen(of, event)).toEqual(expected);
  });

  test('of the very principal, where the other account says its unique id', () => {
    const event = assumes(identities.otherAccount(ONE, `AROAEXAMPLE12345678AB:x`), ADMIN);
    const uniqueId = 'AROAEXAMPLE12345678AB';
    const deployer = principal(id('1/Deployer'), 'Role', 'Deployer', ONE, { uniqueId });
    const { principals, hops, sets } = graph('1/Deployer, 1/alice -> 2/Admin');
    const known = principals.map((each) => (each.id === deployer.id ? deployer : each));
    expect(seen({ ...graph(), principals: known, hops, sets }, event)).toEqual([`${deployer.id} -> Admin`]);
  });

  test('of a person, and of the session that is hers', () => {
    const instance = 'arn:aws:sso:::instance/ssoins-1';
    const [ann, eve] = ['ann', 'eve'].map((name) =>
      principal(`federated:${instance}#${name}-id`, 'Federated', name, null, { inOrganization: true }),
    );
    const admins = principal(id('1/AWSReservedSSO_Admins_0123456789abcdef'), 'Role', 'Admins', ONE);
    const own = principal(
      `arn:aws:sts::${ONE}:assumed-role/AWSReservedSSO_Admins_0123456789abcdef/ann`,
      'Session',
      'ann',
      ONE,
    );
    const target = principal(ADMIN, 'Role', 'Admin', TWO);
    const hop = graph('1/x -> 2/Admin').hops[0]!;
    const of = assemble(
      [ann!, eve!, admins, own, target],
      [
        { ...hop, sources: [ann!.id, eve!.id], targets: [admins.id] },
        { ...hop, sources: [own.id], targets: [target.id] },
      ],
    );
    const provider = `arn:aws:iam::${ONE}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE`;
    const signIn = assumes(identities.saml('ann'), admins.id, {
      eventName: 'AssumeRoleWithSAML',
      requestParameters: { roleArn: admins.id, principalArn: provider },
    });
    const made = identities.session(ONE, 'AWSReservedSSO_Admins_0123456789abcdef', 'ann');
    const uniqueId = `AROA${ONE}Admins`;
    const further = assumes({ ...made, principalId: `${uniqueId}:ann`, sessionContext: {} }, target.id);
    expect(seen(of, signIn, further)).toEqual([`${ann!.id} -> Admins`, `${nodeId(own.id)} -> Admin`]);
  });
});

test('calls of several callers for one hop are summed up', () => {
  const of = graph(`federated:${PROVIDER}#repo:acme/* -> 2/Admin`);
  const web = (branch: string, eventTime: string, more: Event = {}): Event =>
    assumes(identities.web(PROVIDER, `repo:acme/app:ref:refs/heads/${branch}`), ADMIN, {
      eventName: 'AssumeRoleWithWebIdentity',
      eventTime,
      ...more,
    });
  const { usage } = withUsage(
    of,
    web('main', '2026-11-01T00:00:00Z'),
    web('main', '2026-11-04T00:00:00Z'),
    web('dev', '2026-11-02T00:00:00Z'),
    web('dev', '2026-11-03T00:00:00Z', { errorCode: 'AccessDenied' }),
  );
  expect(pairsOf(usage!)).toMatchObject([
    {
      allowed: { count: 3, first: '2026-11-01T00:00:00Z', last: '2026-11-04T00:00:00Z' },
      refused: { count: 1 },
      hasHop: true,
      certain: true,
      uses: [{}, {}],
    },
  ]);
});
