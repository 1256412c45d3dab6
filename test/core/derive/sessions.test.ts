import { describe, expect, it } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import type { AccessGraph } from '../../../core/model/access-graph.ts';
import type { RoleDetail, Snapshot } from '../../../core/model/snapshot.ts';
import { pathConditionOf } from '../../../core/policy/path-condition.ts';
import {
  identityCenter,
  permissionSetRole,
  person,
  roleNameOf,
  type CenterOptions,
} from '../../support/identity-center.ts';
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
} from '../../support/organization.ts';
import { edgesOf, explainer } from './edges.ts';

const [A, B] = ['111122223333', '444455556666'] as const;
const session = (name: string): string => `arn:aws:sts::${A}:assumed-role/${roleNameOf('Admin')}/${name}`;
const ANN_AND_BOB: CenterOptions = {
  permissionSets: ['Admin'],
  users: { 'u-ann': 'ann', 'u-bob': 'bob' },
  assignments: [`${A} Admin u-ann u-bob`],
};

const ADMIN = permissionSetRole(A, 'Admin', { inline: { assume: mayAssume('*') } });
const [TARGET, OTHER] = [roleArn(A, 'Target'), roleArn(A, 'Other')];
const target = (trust: unknown): RoleDetail => role(A, 'Target', trust);

const world = (roles: readonly RoleDetail[], center = ANN_AND_BOB): Snapshot => ({
  ...snapshot([account(A, { roles: [ADMIN, ...roles] })]),
  identityCenters: [identityCenter(center)],
});

const shortNames: readonly (readonly [string, string])[] = [
  [ADMIN.Arn, 'Admin'],
  [session('ann'), 'ann’s session'],
  [session('bob'), 'bob’s session'],
  [person('u-ann'), 'ann'],
  [person('u-bob'), 'bob'],
  [TARGET, 'Target'],
  [OTHER, 'Other'],
];
const linesOf = (graph: AccessGraph): string[] =>
  edgesOf(graph)
    .map(({ from, to, verdict, conditions }) =>
      shortNames.reduce(
        (line, [id, name]) => line.replace(id, name),
        `${from} → ${to} ${[verdict, ...conditions].join(' ')}`,
      ),
    )
    .toSorted();

const PEOPLE = ['ann → Admin ALLOWED', 'bob → Admin ALLOWED'];

describe('a session of a role of Identity Center that a trust policy names', () => {
  it('is a node between the person whose session it is and the role', () => {
    const graph = derive(world([target(trusts(session('ann')))]));
    expect(linesOf(graph)).toEqual([
      'Admin → Target CONDITIONAL as the session ann',
      ...PEOPLE.slice(0, 1),
      'ann → ann’s session ALLOWED',
      'ann’s session → Target ALLOWED',
      ...PEOPLE.slice(1),
    ]);
    expect(graph.principals.find(({ id }) => id === session('ann'))).toMatchObject({
      kind: 'Session',
      name: 'ann',
      accountId: A,
      inOrganization: true,
    });
  });

  it('does all that its role does', () => {
    const graph = derive(world([target(trusts(session('ann'))), role(A, 'Other', trusts(ADMIN.Arn))]));
    expect(linesOf(graph)).toEqual(expect.arrayContaining(['Admin → Other ALLOWED', 'ann’s session → Other ALLOWED']));
  });

  it('keeps the other conditions', () => {
    const trust = {
      ...document({
        Effect: 'Allow',
        Principal: { AWS: session('ann') },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'x1' } },
      }),
    };
    expect(linesOf(derive(world([target(trust)])))).toContain('ann’s session → Target CONDITIONAL ExternalId = x1');
  });

  it('has no hop where the trust policy denies it, and others of the role have', () => {
    const trust = document(
      { Effect: 'Allow', Principal: { AWS: ADMIN.Arn }, Action: 'sts:AssumeRole' },
      { Effect: 'Deny', Principal: { AWS: [session('ann'), session('bob')] }, Action: 'sts:AssumeRole' },
    );
    const graph = derive(world([target(trust), role(A, 'Other', trusts(session('bob')))]));
    expect(linesOf(graph).filter((line) => /session → /.test(line))).toEqual(['bob’s session → Other ALLOWED']);
  });

  it.each<[string, CenterOptions]>([
    ['nobody who is assigned is called so', { ...ANN_AND_BOB, assignments: [`${A} Admin u-bob`] }],
    ['names were left out', { ...ANN_AND_BOB, users: { 'u-ann': null, 'u-bob': null } }],
  ])('is none where %s: then only the role stands for it', (_, center) => {
    const lines = linesOf(derive(world([target(trusts(session('ann')))], center)));
    expect(lines.filter((line) => line.includes('Target'))).toEqual(['Admin → Target CONDITIONAL as the session ann']);
  });

  it('is entered by its own person alone, under that person’s conditions', () => {
    const rcp = document({
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:AssumeRoleWithSAML',
      Resource: '*',
      Condition: {
        StringEquals: { 'sts:RoleSessionName': 'bob' },
        NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
      },
    });
    const graph = derive({
      ...world([target(trusts(session('ann'), session('bob')))]),
      organization: organization({
        management: B,
        accounts: { [A]: ROOT, [B]: ROOT },
        policies: [{ id: 'p-rcp', type: 'RESOURCE_CONTROL_POLICY', content: rcp, targets: [ROOT] }],
      }),
    });
    expect(linesOf(graph).filter((line) => line.includes('→ ann’s') || line.includes('→ bob’s'))).toEqual([
      'ann → ann’s session ALLOWED',
      'bob → bob’s session CONDITIONAL from 203.0.113.0/24',
    ]);
    expect(graph.sets.filter(({ length }) => length === 0)).toEqual([]);
  });

  it('leads into other accounts with what its role is allowed', () => {
    const graph = derive({
      ...snapshot([
        account(A, { roles: [ADMIN, role(A, 'Other', trusts(ADMIN.Arn), { inline: { assume: mayAssume('*') } })] }),
        account(B, { roles: [role(B, 'Far', trusts(session('ann'), OTHER))] }),
      ]),
      identityCenters: [identityCenter(ANN_AND_BOB)],
    });
    expect(linesOf(graph)).toContain(`ann’s session → ${roleArn(B, 'Far')} ALLOWED`);
  });

  it('is explained as the graph has it', () => {
    const trust = document(
      { Effect: 'Allow', Principal: { AWS: ADMIN.Arn }, Action: 'sts:AssumeRole' },
      { Effect: 'Deny', Principal: { AWS: session('ann') }, Action: 'sts:AssumeRole' },
    );
    const graph = derive(world([target(trust), role(A, 'Other', trusts(session('ann')))]));
    const principal = (id: string) => graph.principals.find((each) => each.id === id)!;
    const explainHop = explainer(graph);
    const verdicts = [TARGET, OTHER].map((to) => explainHop(principal(session('ann')), principal(to)));
    expect(verdicts).toMatchObject([
      { from: session('ann'), verdict: 'DENIED' },
      { from: session('ann'), verdict: 'ALLOWED', conditions: [] },
    ]);
  });
});

const pathOf = (userId: string, name: string) =>
  pathConditionOf([
    { caller: { id: person(userId) as never, name, kind: 'Federated' }, conditions: [], condition: null },
    {
      caller: { id: ADMIN.Arn as never, name: 'Admin', kind: 'Role' },
      conditions: ['as the session ann'],
      condition: { session: 'ann' },
    },
  ])!;

describe('a path of a person over the role and a trust policy that names a session', () => {
  it('contradicts itself where it is the session of another', () => {
    expect(pathOf('u-bob', 'bob').contradiction).toBe(
      'A session has the name that it was given: the call of bob asks for role session name = bob, the call of Admin is made as the session ann.',
    );
  });

  it.each([
    ['it is her own', 'u-ann', 'ann'],
    ['the name is not known', 'u-bob', 'u-bob'],
  ])('can be walked where %s', (_, userId, name) => {
    expect(pathOf(userId, name).contradiction).toBeNull();
  });
});
