import { describe, expect, it } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import type { AccessGraph } from '../../../core/model/access-graph.ts';
import {
  account,
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

const [A, B, C] = ['111122223333', '444455556666', '777788889999'] as const;
const rootOf = (id: string): string => `arn:aws:iam::${id}:root`;

/** Each uncertain hop as `sources → targets: code`. */
function uncertainties({ uncertainHops, sets, principals, diagnostics }: AccessGraph): string[] {
  const names = (set: number): string => [...sets[set]!].map((index) => principals[index]!.id).join(' ');
  return uncertainHops.map(
    ({ sources, targets, diagnostic }) =>
      `${sources === null ? 'anyone' : names(sources)} → ${names(targets)}: ${diagnostics[diagnostic]!.code}`,
  );
}

const trusting = (id: string) => role(id, 'R', trusts(rootOf(id)));

const hopsOf = ({ hops, sets, principals }: AccessGraph): string[] =>
  hops.flatMap(({ sources, targets, verdict }) =>
    [...sets[sources]!].map((from) => `${principals[from]!.id} → ${principals[sets[targets]![0]!]!.id} ${verdict}`),
  );

describe('what cannot be read leaves hops uncertain, and only those that it could change', () => {
  const open = role(A, 'Open', trusts(rootOf(A)));
  const closed = role(A, 'Closed', trusts(rootOf(B)));

  it('an identity policy: the roles that would let the principal in', () => {
    const graph = derive(
      snapshot([
        account(A, { users: [user(A, 'ann', { inline: { broken: '{"Version"' } })], roles: [open, closed] }),
        account(B, {}),
      ]),
    );
    expect(uncertainties(graph)).toEqual([`${userArn(A, 'ann')} → ${roleArn(A, 'Open')}: malformed-policy`]);
    expect(hopsOf(graph)).toEqual([]);
  });

  it('a trust policy: anyone may reach the role', () => {
    const graph = derive(
      snapshot([account(A, { roles: [role(A, 'Broken', { Statement: [{ Effect: 'allow' }] }), open] })]),
    );
    expect(uncertainties(graph)).toEqual([`anyone → ${roleArn(A, 'Broken')}: malformed-policy`]);
    expect(graph.diagnostics).toMatchObject([
      { code: 'malformed-policy', severity: 'error', principal: roleArn(A, 'Broken') },
    ]);
  });

  it('a boundary whose document is missing: the hop is shown, under the condition that it allows it', () => {
    const ann = user(A, 'ann', { inline: { assume: mayAssume('*') }, boundary: `arn:aws:iam::${A}:policy/Limit` });
    const graph = derive(snapshot([account(A, { users: [ann], roles: [open] })]));
    expect(hopsOf(graph)).toEqual([`${userArn(A, 'ann')} → ${roleArn(A, 'Open')} CONDITIONAL`]);
    expect(graph.hops[0]!.conditions).toEqual([
      `if the policy arn:aws:iam::${A}:policy/Limit, which could not be read, allows it`,
    ]);
    expect(uncertainties(graph)).toEqual([`${userArn(A, 'ann')} → ${roleArn(A, 'Open')}: missing-policy`]);
  });

  it('an account of the organization that was not collected: who becomes its principals', () => {
    const accounts = organization({ management: C, accounts: { [A]: ROOT, [B]: ROOT, [C]: ROOT } });
    const users = [user(A, 'ann', { inline: { assume: mayAssume(`arn:aws:iam::${B}:role/*`) } }), user(A, 'bob')];
    const into = role(A, 'Trusting', trusts(rootOf(B), roleArn(C, 'Audit')));
    const graph = derive(snapshot([account(A, { users, roles: [into] })], accounts));
    const principals = `account:${B} ${userArn(A, 'ann')} ${roleArn(C, 'Audit')}`;
    expect(uncertainties(graph)).toEqual([
      `${principals} → account:${B}: account-not-collected`,
      `account:${B} ${roleArn(C, 'Audit')} → ${roleArn(C, 'Audit')}: account-not-collected`,
    ]);
  });

  it('an account that was not collected, and that nobody trusts: who may have a role there', () => {
    const accounts = organization({ management: C, accounts: { [A]: ROOT, [B]: ROOT, [C]: ROOT } });
    const ann = user(A, 'ann', { inline: { assume: mayAssume(roleArn(B, 'Deployer')) } });
    const graph = derive(snapshot([account(A, { users: [ann, user(A, 'bob')] }), account(C, {})], accounts));
    expect(uncertainties(graph)).toEqual([`account:${B} ${userArn(A, 'ann')} → account:${B}: account-not-collected`]);
  });

  it('an organization that could not be read: every role', () => {
    const problem = {
      operation: 'organizations:ListRoots',
      region: null,
      cause: 'access-denied',
      message: '',
      missingPermission: null,
    } as const;
    const graph = derive({ ...snapshot([account(A, { roles: [open] })]), problems: [problem] });
    expect(uncertainties(graph)).toEqual([`anyone → ${roleArn(A, 'Open')}: organization-not-read`]);
  });

  it('says nothing where all is read', () => {
    expect(uncertainties(derive(snapshot([account(A, { roles: [open, closed] })])))).toEqual([]);
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

  it('a level without a service control policy', () => {
    const accounts = organization({ management: B, accounts: { [A]: ROOT, [B]: ROOT }, fullAwsAccess: false });
    const { diagnostics } = derive(snapshot([account(A, {}), account(B, {})], accounts));
    expect(diagnostics.map(({ code, accountId }) => [code, accountId])).toEqual([
      ['no-scp', A],
      ['no-scp', null],
    ]);
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

  it('a thousand principals that may all assume a hundred roles are a hundred classes over one set', () => {
    const staff = `arn:aws:iam::${A}:policy/Staff`;
    const users = Array.from({ length: 1000 }, (_, n) => user(A, `u${n}`, { managed: [staff] }));
    const roles = Array.from({ length: 100 }, (_, n) => role(A, `R${n}`, trusts(rootOf(A))));
    const graph = derive(snapshot([account(A, { users, roles, managed: { [staff]: mayAssume('*') } })]));
    expect(graph.hops.length).toBe(100);
    expect(new Set(graph.hops.map(({ sources }) => sources)).size).toBe(1);
  });

  it('the same policy under fifty names is decided once, and each name is in evidence', () => {
    const users = Array.from({ length: 50 }, (_, n) => user(A, `u${n}`, { inline: { assume: mayAssume('*') } }));
    const graph = derive(snapshot([account(A, { users, roles: [role(A, 'R', trusts(rootOf(A)))] })]));
    const policies = graph.hops.flatMap(({ evidence }) => evidence.filter(({ side }) => side === 'identity'));
    expect(new Set(policies.map(({ policy }) => policy)).size).toBe(50);
  });
});
