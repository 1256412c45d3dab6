import { describe, expect, it } from 'vitest';
import { derive, deriveInSteps } from '../../../core/derive/derive.ts';
import { finish } from '../../../core/derive/in-step.ts';
import { spelledOut } from '../../../core/graph/compact-graph.ts';
import type { AccessGraph } from '../../../core/model/access-graph.ts';
import { topologyOf } from '../../support/compact.ts';
import {
  account,
  document,
  fullAccess,
  mayAssume,
  mayAssumeWhere,
  organization,
  role,
  roleArn,
  ROOT,
  snapshot,
  trusts,
  user,
  userArn,
} from '../../support/organization.ts';
import { uncertaintiesOf } from './edges.ts';

const [A, B, C] = ['111122223333', '444455556666', '777788889999'] as const;
const inRoot = (Id: string) => ({ Id, Name: Id, ParentId: ROOT });
const rootOf = (id: string): string => `arn:aws:iam::${id}:root`;

const samlOf = (id: string): string => `arn:aws:iam::${id}:saml-provider/Corp`;
const trusting = (id: string) => role(id, 'R', trusts(rootOf(id)));

const hopsOf = ({ hops, sets, principals }: AccessGraph): string[] =>
  hops.flatMap(({ sources, targets, verdict }) =>
    [...sets[sources]!].map((from) => `${principals[from]!.id} → ${principals[sets[targets]![0]!]!.id} ${verdict}`),
  );

const open = role(A, 'Open', trusts(rootOf(A)));
const closed = role(A, 'Closed', trusts(rootOf(B)));

describe('what cannot be read leaves hops uncertain, and only those that it could change', () => {
  it('an identity policy: the roles that would let the principal in', () => {
    const graph = derive(
      snapshot([
        account(A, { users: [user(A, 'ann', { inline: { broken: '{"Version"' } })], roles: [open, closed] }),
        account(B, {}),
      ]),
    );
    expect(uncertaintiesOf(graph)).toEqual([`${userArn(A, 'ann')} → ${roleArn(A, 'Open')}: malformed-policy`]);
    expect(hopsOf(graph)).toEqual([]);
  });

  it('an identity policy beside one that can be read', () => {
    const inline = { broken: '{"Version"', read: mayAssume(roleArn(A, 'Other')) };
    const graph = derive(snapshot([account(A, { users: [user(A, 'ann', { inline })], roles: [open] })]));
    expect(uncertaintiesOf(graph)).toEqual([`${userArn(A, 'ann')} → ${roleArn(A, 'Open')}: malformed-policy`]);
  });

  it('identity policies of several: each by its own, but for whom the role denies', () => {
    const inline = { one: '{"Version"', two: '{"Statement"' };
    const denied = document(
      { Effect: 'Allow', Principal: { AWS: rootOf(A) }, Action: 'sts:AssumeRole' },
      { Effect: 'Deny', Principal: { AWS: userArn(A, 'bob') }, Action: 'sts:AssumeRole' },
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:username': 'cem' } },
      },
    );
    const users = [
      user(A, 'ann', { inline }),
      user(A, 'bob', { inline: { one: '{"Version"' } }),
      user(A, 'cem', { inline: { one: '{' } }),
      user(A, 'dan', { inline: { one: '[' } }),
    ];
    const { uncertainHops, ...graph } = derive(snapshot([account(A, { users, roles: [role(A, 'R', denied)] })]));
    const policies = uncertainHops.map(({ sources, diagnostic }) => [
      ...[...graph.sets[sources!]!].map((index) => graph.principals[index]!.name),
      graph.diagnostics[diagnostic]!.policy,
    ]);
    expect(policies).toEqual([
      ['ann', `${userArn(A, 'ann')}#inline/one`],
      ['ann', `${userArn(A, 'ann')}#inline/two`],
      ['dan', `${userArn(A, 'dan')}#inline/one`],
    ]);
  });

  it('a managed policy of several: all of them by the one', () => {
    const arn = `arn:aws:iam::${A}:policy/Staff`;
    const users = ['ann', 'bob'].map((name) => user(A, name, { managed: [arn] }));
    const only = document({ Effect: 'Allow', Principal: { AWS: userArn(A, 'bob') }, Action: 'sts:AssumeRole' });
    const roles = [open, role(A, 'Bobs', only)];
    const graph = derive(snapshot([account(A, { users, roles, managed: { [arn]: '{' } })]));
    expect(uncertaintiesOf(graph).toSorted()).toEqual([
      `${userArn(A, 'ann')} ${userArn(A, 'bob')} → ${roleArn(A, 'Open')}: malformed-policy`,
      `${userArn(A, 'bob')} → ${roleArn(A, 'Bobs')}: malformed-policy`,
    ]);
  });

  it('a trust policy: anyone may reach the role', () => {
    const graph = derive(
      snapshot([account(A, { roles: [role(A, 'Broken', { Statement: [{ Effect: 'allow' }] }), open] })]),
    );
    expect(uncertaintiesOf(graph)).toEqual([`anyone → ${roleArn(A, 'Broken')}: malformed-policy`]);
    expect(graph.diagnostics).toMatchObject([
      { code: 'malformed-policy', severity: 'error', principal: roleArn(A, 'Broken') },
    ]);
  });

  it('trust policies of several: each by its own', () => {
    const roles = [role(A, 'Broken', '{'), role(A, 'BrokenToo', '[')];
    const { uncertainHops, diagnostics } = derive(snapshot([account(A, { roles })]));
    expect(uncertainHops.map(({ diagnostic }) => diagnostics[diagnostic]!.policy)).toEqual(
      roles.map(({ Arn }) => `${Arn}#trust`),
    );
  });

  it('a boundary whose document is missing: the hop is shown, under the condition that it allows it', () => {
    const boundary = `arn:aws:iam::${A}:policy/Limit`;
    const users = [
      user(A, 'ann', { inline: { assume: mayAssume('*') }, boundary }),
      user(A, 'bob', { inline: { other: mayAssume(roleArn(A, 'Other')) }, boundary }),
    ];
    const graph = derive(snapshot([account(A, { users, roles: [open] })]));
    expect(hopsOf(graph)).toEqual([`${userArn(A, 'ann')} → ${roleArn(A, 'Open')} CONDITIONAL`]);
    expect(graph.hops[0]!.conditions).toEqual([
      `if the policy arn:aws:iam::${A}:policy/Limit, which could not be read, allows it`,
    ]);
    expect(uncertaintiesOf(graph)).toEqual([`${userArn(A, 'ann')} → ${roleArn(A, 'Open')}: missing-policy`]);
  });

  it('an account of the organization that was not collected: who becomes its principals', () => {
    const accounts = organization({ management: C, accounts: { [A]: ROOT, [B]: ROOT, [C]: ROOT } });
    const users = [user(A, 'ann', { inline: { assume: mayAssume(`arn:aws:iam::${B}:role/*`) } }), user(A, 'bob')];
    const into = role(A, 'Trusting', trusts(rootOf(B), roleArn(C, 'Audit')));
    const graph = derive(snapshot([account(A, { users, roles: [into] })], accounts));
    const principals = `account:${B} ${userArn(A, 'ann')} ${roleArn(C, 'Audit')}`;
    expect(uncertaintiesOf(graph)).toEqual([
      `${principals} → account:${B}: account-not-collected`,
      `account:${B} ${roleArn(C, 'Audit')} → ${roleArn(C, 'Audit')}: account-not-collected`,
    ]);
  });

  it('an account that was not collected, and that nobody trusts: who may have a role there', () => {
    const accounts = organization({ management: C, accounts: { [A]: ROOT, [B]: ROOT, [C]: ROOT } });
    const users = [
      user(A, 'ann', { inline: { assume: mayAssume(roleArn(B, 'Deployer')) } }),
      user(A, 'bob', { inline: { assume: mayAssume(roleArn(C, 'Deployer')) } }),
      user(A, 'cem', { inline: { assume: mayAssume('*') } }),
      user(A, 'dan', { inline: { no: document({ Effect: 'Deny', Action: '*', Resource: roleArn(B, '*') }) } }),
      user(A, 'fay', { inline: { assume: mayAssume('arn:aws:iam::4444*:role/Deployer') } }),
      user(A, 'eve', { inline: { tag: document({ Effect: 'Allow', Action: 'sts:TagSession', Resource: '*' }) } }),
    ];
    const graph = derive(snapshot([account(A, { users }), account(C, {})], accounts));
    expect(uncertaintiesOf(graph)).toEqual([
      `account:${B} ${userArn(A, 'ann')} ${userArn(A, 'cem')} ${userArn(A, 'fay')} → account:${B}: account-not-collected`,
    ]);
  });

  it('an organization that could not be read: every role', () => {
    const problem = {
      operation: 'organizations:ListRoots',
      region: null,
      cause: 'access-denied',
      message: '',
      missingPermission: null,
    } as const;
    const graphOf = (roles: readonly (typeof open)[]) =>
      derive({ ...snapshot([account(A, { users: [user(A, 'ann')], roles })]), problems: [problem] });
    expect(uncertaintiesOf(graphOf([open, closed]))).toEqual([
      `anyone → ${roleArn(A, 'Closed')} ${roleArn(A, 'Open')}: organization-not-read`,
    ]);
    expect(uncertaintiesOf(graphOf([]))).toEqual([]);
    const read = organization({ management: A, accounts: { [A]: ROOT } });
    const graph = derive({ ...snapshot([account(A, { roles: [open] })], read), problems: [problem] });
    expect([graph.diagnostics, graph.uncertainHops]).toEqual([[], []]);
  });

  it('says nothing where all is read', () => {
    expect(uncertaintiesOf(derive(snapshot([account(A, { roles: [open, closed] })])))).toEqual([]);
  });
});

describe('a diagnostic tells of', () => {
  it.each([
    ['dangling-principal', 'AROAEXAMPLEGONE00001'],
    ['dangling-principal', roleArn(A, 'Gone')],
    ['ineffective-element', 'arn:aws:iam::111122223333:role/*'],
  ])('%s: a trust in %s', (code, principal) => {
    const { diagnostics } = derive(snapshot([account(A, { roles: [role(A, 'R', trusts(principal))] })]));
    expect(diagnostics).toMatchObject([{ code, severity: 'warning', principal: roleArn(A, 'R') }]);
    expect(diagnostics[0]!.message).toContain(principal);
  });

  it('everyone but some who are allowed', () => {
    const trust = document({ Effect: 'Allow', NotPrincipal: { AWS: rootOf(B) }, Action: 'sts:AssumeRole' });
    const { diagnostics } = derive(snapshot([account(A, { roles: [role(A, 'R', trust)] })]));
    expect(diagnostics).toMatchObject([{ code: 'not-principal-with-allow', principal: roleArn(A, 'R') }]);
  });

  it('an account that was not collected, unless it is closed', () => {
    const Accounts = [{ ...inRoot(A), Status: 'ACTIVE' }, { ...inRoot(B), Status: 'SUSPENDED' }, inRoot(C)];
    const read = { ...organization({ management: A, accounts: { [A]: ROOT, [B]: ROOT, [C]: ROOT } }), Accounts };
    const { diagnostics } = derive(snapshot([], read));
    expect(diagnostics.map(({ code, accountId }) => [code, accountId])).toEqual(
      [A, C].map((id) => ['account-not-collected', id]),
    );
  });

  it('a level without a service control policy', () => {
    const accounts = organization({
      management: B,
      units: { 'ou-bare': ROOT, 'ou-full': ROOT },
      accounts: { [A]: 'ou-full', [B]: ROOT, [C]: 'ou-full' },
      policies: [{ id: 'p-1', type: 'SERVICE_CONTROL_POLICY', content: fullAccess, targets: ['ou-full', C] }],
      fullAwsAccess: false,
    });
    const snapshots = [account(A, {}), account(B, {}), account(C, {}), account('999999999999', {})];
    const { diagnostics } = derive(snapshot(snapshots, accounts));
    expect(diagnostics.map(({ code, accountId, message }) => [code, accountId, /to (\S+),/.exec(message)![1]])).toEqual(
      [
        ['no-scp', A, A],
        ['no-scp', null, 'ou-bare'],
        ['no-scp', null, ROOT],
      ],
    );
  });

  it('a role that is dangling in an Allow, and in nothing else', () => {
    const [gone, goneToo] = ['AROAEXAMPLEGONE00001', 'AIDAEXAMPLEGONE00002'];
    const ann = user(A, 'ann', { id: 'AIDAEXAMPLEHERE00001' });
    const trust = document(
      { Effect: 'Allow', Principal: { AWS: [ann.Arn, ann.UserId!, gone], Federated: samlOf(B) }, Action: 'sts:*' },
      { Effect: 'Allow', Principal: { AWS: `arn:aws:sts::${A}:assumed-role/R/x` }, Action: 'sts:AssumeRole' },
      { Effect: 'Allow', Principal: { AWS: goneToo, Service: 'ec2.amazonaws.com' }, Action: 'sts:TagSession' },
      { Effect: 'Allow', Principal: { AWS: goneToo, Service: 'sns.amazonaws.com' }, Action: 'sts:AssumeRoleWithSAML' },
      { Effect: 'Allow', Principal: { Federated: samlOf(A) }, Action: 'sts:AssumeRole' },
      { Effect: 'Deny', Principal: { AWS: [goneToo, B], Service: 'sns.amazonaws.com' }, Action: 'sts:AssumeRole' },
      { Effect: 'Deny', NotPrincipal: { AWS: [ann.Arn, C], Service: 'sqs.amazonaws.com' }, Action: 'sts:AssumeRole' },
    );
    const { diagnostics, principals, uncertainHops } = derive(
      snapshot([account(A, { users: [ann], roles: [role(A, 'R', trust)] })]),
    );
    const dangling = diagnostics.map(({ code, message }) => [code, / names (\S+),/.exec(message)![1]]);
    expect(dangling).toEqual([gone, samlOf(B)].map((name) => ['dangling-principal', name]));
    expect(principals.map(({ id }) => id)).toEqual([roleArn(A, 'R'), ann.Arn]);
    expect(uncertainHops).toEqual([]);
  });

  it('a managed policy that differs between accounts, and each account keeps its own', () => {
    const arn = 'arn:aws:iam::aws:policy/Assume';
    const one = account(A, {
      users: [user(A, 'ann', { managed: [arn] })],
      roles: [trusting(A)],
      managed: { [arn]: mayAssume('*') },
    });
    const two = account(B, {
      users: [user(B, 'bob', { managed: [arn] })],
      roles: [trusting(B)],
      managed: { [arn]: mayAssume(roleArn(B, 'Other')) },
    });
    const graph = derive(snapshot([one, two]));
    expect(graph.diagnostics.map(({ code }) => code)).toEqual(['conflicting-policy']);
    expect(hopsOf(graph)).toEqual([`${userArn(A, 'ann')} → ${roleArn(A, 'R')} ALLOWED`]);
  });

  it('a managed policy of AWS once, whichever accounts have it', () => {
    const [broken, gone] = ['Broken', 'Gone'].map((name) => `arn:aws:iam::aws:policy/${name}`) as [string, string];
    const having = (id: string) =>
      account(id, { users: [user(id, 'ann', { managed: [gone] })], managed: { [broken]: '{' } });
    const { diagnostics } = derive(snapshot([having(A), having(B)]));
    expect(diagnostics.map(({ code, policy }) => [code, policy])).toEqual([
      ['malformed-policy', broken],
      ['missing-policy', gone],
    ]);
  });

  it('no managed policy that accounts hold alike: it stands in the graph once', () => {
    const held = ['aws', A, B].map((id) => `arn:aws:iam::${id}:policy/Assume`);
    const managed = Object.fromEntries(held.map((arn) => [arn, mayAssume('*')]));
    const { diagnostics, policies } = derive(snapshot([account(A, { managed }), account(B, { managed })]));
    expect(policies.map(({ id }) => id)).toEqual(held.toSorted());
    expect(diagnostics).toEqual([]);
  });
});

describe('whom a trust policy names outside the snapshot is a node, also where every hop is denied', () => {
  const accounts = organization({ management: A, accounts: { [A]: ROOT, [B]: ROOT, [C]: ROOT } });
  const anyone = { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' };
  const provider = `arn:aws:iam::${A}:oidc-provider/login.example.com/x`;
  const named = {
    Effect: 'Allow',
    Principal: { AWS: [B, roleArn(B, 'Audit'), '999999999999'], Federated: provider, Service: 'ec2.amazonaws.com' },
    Action: 'sts:*',
  };
  const narrowed = {
    Effect: 'Allow',
    Principal: { Federated: provider },
    Action: 'sts:*',
    Condition: { StringEquals: { 'login.example.com/x:sub': 'ann' } },
  };
  const nobody = { Effect: 'Deny', Principal: '*', Action: 'sts:*' };
  const nodesOf = (...statements: object[]) => {
    const trust = document(...statements.map((each) => ({ ...each })));
    const { principals } = derive(snapshot([account(A, { roles: [role(A, 'R', trust)] })], accounts));
    return principals.filter(({ kind }) => kind !== 'Role');
  };

  it('by name, with what is known of it', () => {
    const nodes = nodesOf(anyone, named, narrowed, nobody).map(({ kind, name, accountId, inOrganization }) =>
      [kind, name, accountId, inOrganization].join(' '),
    );
    expect(nodes.toSorted()).toEqual([
      `External Audit ${B} true`,
      'ExternalAccount 999999999999 999999999999 false',
      `ExternalAccount account-${B} ${B} true`,
      `Federated ann ${A} false`,
      `Federated login.example.com/x ${A} false`,
      'Public Anyone  false',
      'Service ec2.amazonaws.com  false',
    ]);
  });

  it('but not an account of the organization that only everyone stands for', () => {
    expect(nodesOf(anyone, nobody).map(({ kind }) => kind)).toEqual(['Public']);
    expect(
      nodesOf(anyone)
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(['ExternalAccount', 'ExternalAccount', 'Public']);
  });
});

describe('an organization', () => {
  const read = organization({ management: B, accounts: { [A]: ROOT, [B]: ROOT }, policies: [] });
  const ann = user(A, 'ann', { inline: { assume: mayAssume('*') } });
  const hopsWith = (details: typeof read) =>
    hopsOf(derive(snapshot([account(A, { users: [ann], roles: [trusting(A)] })], details)));
  const nothing = { Content: JSON.stringify(document()), Targets: [A] };

  it('binds nobody by a type of policies that is not enabled yet, nor by one that says nothing of access', () => {
    const summary = { Id: 'p-x', Arn: 'arn:aws:organizations::aws:policy/p-x', Name: 'x' };
    const scp = { ...nothing, PolicySummary: { ...summary, Type: 'SERVICE_CONTROL_POLICY' } };
    const pending = { Type: 'SERVICE_CONTROL_POLICY', Status: 'PENDING_ENABLE' };
    const tags = { ...nothing, PolicySummary: { ...summary, Type: 'TAG_POLICY' }, Content: '{"tags":{}}' };
    const hop = [`${ann.Arn} → ${roleArn(A, 'R')} ALLOWED`];
    expect(hopsWith({ ...read, Policies: [scp] })).toEqual([]);
    expect(hopsWith({ ...read, Policies: [scp], Roots: [{ ...read.Roots[0]!, PolicyTypes: [pending] }] })).toEqual(hop);
    expect(hopsWith({ ...read, Policies: [...read.Policies, tags] })).toEqual(hop);
    expect(derive(snapshot([], { ...read, Policies: [...read.Policies, tags] })).policies).toHaveLength(1);
  });

  it('keeps names and states of accounts', () => {
    const [{ Name: _, ...root }] = read.Roots as [(typeof read.Roots)[0]];
    const { accounts, organizationalUnits } = derive(snapshot([], { ...read, Roots: [root] }));
    expect(accounts.map(({ name, status }) => [name, status])).toEqual([A, B].map((id) => [`account-${id}`, 'ACTIVE']));
    expect(organizationalUnits.map(({ name }) => name)).toEqual(['Root']);
  });
});

describe('classes', () => {
  it('ten principals alike are one class; a condition on who they are splits it', () => {
    const users = Array.from({ length: 10 }, (_, n) =>
      user(A, `u${n}`, { managed: [`arn:aws:iam::${A}:policy/Assume`] }),
    );
    const trust = (condition: unknown) => ({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: rootOf(A) }, Action: 'sts:AssumeRole', Condition: condition }],
    });
    const some = trust({ ArnLike: { 'aws:PrincipalArn': [userArn(A, 'u1'), userArn(A, 'u2')] } });
    const graph = derive(
      snapshot([
        account(A, {
          users,
          roles: [role(A, 'All', trusts(rootOf(A))), role(A, 'Some', some)],
          managed: { [`arn:aws:iam::${A}:policy/Assume`]: mayAssume('*') },
        }),
      ]),
    );
    expect(graph.hops.map(({ sources }) => graph.sets[sources]!.length)).toEqual([10, 2]);
  });

  it('principals that hold the same policies in another order are one class, with the conditions in one order', () => {
    const managed = {
      [`arn:aws:iam::${A}:policy/One`]: mayAssumeWhere('a:Key'),
      [`arn:aws:iam::${A}:policy/Two`]: mayAssumeWhere('b:Key'),
    };
    const [one, two] = Object.keys(managed) as [string, string];
    const users = [user(A, 'ann', { managed: [two, one] }), user(A, 'bob', { managed: [one, two] })];
    const { hops } = derive(snapshot([account(A, { users, roles: [role(A, 'R', trusts(rootOf(A)))], managed })]));
    expect(hops.map(({ conditions }) => conditions)).toEqual([['either a:Key = x, or b:Key = x']]);
  });

  it('a thousand principals that may all assume a hundred roles are a hundred classes over one set', () => {
    const staff = `arn:aws:iam::${A}:policy/Staff`;
    const users = Array.from({ length: 1000 }, (_, n) => user(A, `u${n}`, { managed: [staff] }));
    const roles = Array.from({ length: 100 }, (_, n) => role(A, `R${n}`, trusts(rootOf(A))));
    const graph = derive(snapshot([account(A, { users, roles, managed: { [staff]: mayAssume('*') } })]));
    expect(graph.hops.length).toBe(100);
    expect(new Set(graph.hops.map(({ sources }) => sources)).size).toBe(1);
  });

  it('a boundary under two names, too', () => {
    const held = ['One', 'Two'].map((name) => `arn:aws:iam::${A}:policy/${name}`);
    const limit = document(
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: '*', Resource: '*', Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } },
    );
    const users = held.map((boundary, n) => user(A, `u${n}`, { boundary }));
    const managed = Object.fromEntries(held.map((arn) => [arn, limit]));
    const graph = derive(snapshot([account(A, { users, roles: [role(A, 'R', trusts('*'))], managed })]));
    const policies = graph.hops.flatMap(({ evidence }) => evidence.filter(({ side }) => side === 'boundary'));
    expect(policies.map(({ policy }) => policy)).toEqual(held);
  });

  it('are told apart in numbers as in words', () => {
    const users = [user(A, 'ann', { inline: { assume: mayAssume('*') } })];
    const asking = document({
      Effect: 'Allow',
      Principal: { AWS: rootOf(A) },
      Action: 'sts:AssumeRole',
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    });
    const roles = [open, role(A, 'Careful', asking), closed];
    const { graph } = finish(deriveInSteps(snapshot([account(A, { users, roles })])));
    expect(graph.topology).toEqual(topologyOf(spelledOut(graph)));
    expect([...graph.topology.hopConditions]).toEqual([2, 1, 0]);
  });

  it('the same policy under fifty names is decided once, and each name is in evidence', () => {
    const users = Array.from({ length: 50 }, (_, n) => user(A, `u${n}`, { inline: { assume: mayAssume('*') } }));
    const graph = derive(snapshot([account(A, { users, roles: [role(A, 'R', trusts(rootOf(A)))] })]));
    const policies = graph.hops.flatMap(({ evidence }) => evidence.filter(({ side }) => side === 'identity'));
    expect(new Set(policies.map(({ policy }) => policy)).size).toBe(50);
  });
});
