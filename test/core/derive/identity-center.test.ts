import { describe, expect, it } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import type { IdentityCenterDetails } from '../../../core/model/identity-center.ts';
import type { AccessGraph } from '../../../core/model/access-graph.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { AccountSnapshot, RoleDetail, Snapshot } from '../../../core/model/snapshot.ts';
import {
  identityCenter,
  permissionSetRole,
  person,
  provider,
  trustOfIdentityCenter,
  type CenterOptions,
} from '../../support/identity-center.ts';
import { account, document, organization, role, ROOT, snapshot } from '../../support/organization.ts';
import { edgesOf, explainer, lineOf, uncertaintiesOf } from './edges.ts';

const [A, B] = ['111122223333', '444455556666'] as const;
const GENERIC = `federated:${provider(A)}`;

/** Account A with roles of permission sets, and an instance. */
const world = (roles: readonly RoleDetail[], ...centers: readonly CenterOptions[]): Snapshot => ({
  ...snapshot([account(A, { roles })]),
  identityCenters: centers.map(identityCenter),
});

const sourcesOf = (graph: AccessGraph, to: string): string[] =>
  edgesOf(graph)
    .filter((edge) => edge.to === to)
    .map(({ from, verdict }) => `${from.replace(/.*#/, '')} ${verdict}`)
    .toSorted();

const codesOf = (graph: AccessGraph): string[] => graph.diagnostics.map(({ code }) => code);

const ADMIN = permissionSetRole(A, 'Admin');
const ANN_AND_BOB = { permissionSets: ['Admin'], users: { 'u-ann': 'ann', 'u-bob': 'bob', 'u-cem': 'cem' } };

describe('people of Identity Center', () => {
  const graph = derive(
    world([ADMIN], { ...ANN_AND_BOB, groups: { 'g-ops': ['u-bob'] }, assignments: [`${A} Admin u-ann g-ops`] }),
  );

  it('become the role of a permission set that they are assigned to, also through a group', () => {
    expect(sourcesOf(graph, ADMIN.Arn)).toEqual(['u-ann ALLOWED', 'u-bob ALLOWED']);
    expect(edgesOf(graph)[0]).toMatchObject({
      from: person('u-ann'),
      action: 'sts:AssumeRoleWithSAML',
      mechanism: 'trust-federated',
      evidence: [{ side: 'trust', policy: `${ADMIN.Arn}#trust`, statement: 0 }],
    });
    expect(graph.diagnostics).toEqual([]);
    expect(graph.uncertainHops).toEqual([]);
  });

  it('are in one class for each role', () => {
    expect(graph.hops.map(({ sources }) => graph.sets[sources]!.length)).toEqual([2]);
  });

  it('are nodes of the organization by their names, also without any assignment', () => {
    expect(graph.principals.find(({ id }) => id === person('u-cem'))).toMatchObject({
      kind: 'Federated',
      name: 'cem',
      accountId: null,
      inOrganization: true,
    });
  });

  it('are one node over all accounts', () => {
    const roles = [ADMIN, permissionSetRole(B, 'Admin')] as const;
    const two = derive({
      ...snapshot([account(A, { roles: [roles[0]] }), account(B, { roles: [roles[1]] })]),
      identityCenters: [identityCenter({ ...ANN_AND_BOB, assignments: [`${A} Admin u-ann`, `${B} Admin u-ann`] })],
    });
    expect(edgesOf(two).map(lineOf)).toEqual(
      roles.map(({ Arn }) => `${person('u-ann')} → ${Arn} sts:AssumeRoleWithSAML ALLOWED`),
    );
    expect(two.sets).toHaveLength(3);
  });
});

describe('explain', () => {
  const graph = derive(world([ADMIN], { ...ANN_AND_BOB, assignments: [`${A} Admin u-ann`] }));
  const principal = (id: string) => graph.principals.find((each) => each.id === id)!;
  const explainHop = explainer(graph);

  it('agrees about someone who is assigned', () => {
    expect(explainHop(principal(person('u-ann')), principal(ADMIN.Arn))).toMatchObject({ verdict: 'ALLOWED' });
  });

  it('says of someone who is not that the trust would do', () => {
    const { verdict, action, decisions } = explainHop(principal(person('u-bob')), principal(ADMIN.Arn));
    expect({ verdict, action }).toEqual({ verdict: 'DENIED', action: 'sts:AssumeRoleWithSAML' });
    expect(decisions.map(({ why }) => why)).toEqual([
      'names the caller, which is enough',
      'Identity Center does not assign the person to this role',
    ]);
    expect(decisions.at(-1)).toMatchObject({ matched: false });
  });
});

describe('what is not known of assignments leaves the provider as a source, and the answer incomplete:', () => {
  it.each<[string, CenterOptions, readonly string[], RegExp]>([
    [
      'a role without any: AWS would have deleted it',
      { ...ANN_AND_BOB, assignments: [] },
      [],
      /no assignment of it is in the snapshot/,
    ],
    [
      'a group whose members could not be read',
      { ...ANN_AND_BOB, assignments: [`${A} Admin u-ann g-gone`] },
      ['u-ann ALLOWED'],
      /the members of group g-gone/,
    ],
    [
      'the members of a group that is known',
      { ...ANN_AND_BOB, groups: { 'g-ops': null }, assignments: [`${A} Admin u-ann g-ops`] },
      ['u-ann ALLOWED'],
      /the members of group g-ops/,
    ],
    [
      'a permission set that no instance has',
      { ...ANN_AND_BOB, permissionSets: ['Adm', 'Admin_x'], assignments: [`${A} Adm u-ann`, `${A} Admin_x u-bob`] },
      [],
      /no collected instance has a permission set Admin/,
    ],
    [
      'a permission set of an instance elsewhere',
      { ...ANN_AND_BOB, region: 'us-west-2', assignments: [`${A} Admin u-ann`] },
      [],
      /no collected instance has a permission set Admin/,
    ],
  ])('%s', (_, center, people, why) => {
    const graph = derive(world([ADMIN], center));
    expect(sourcesOf(graph, ADMIN.Arn)).toEqual([`${GENERIC} ALLOWED`, ...people].toSorted());
    const position = codesOf(graph).indexOf('assignments-not-known');
    expect(graph.diagnostics[position]).toMatchObject({ severity: 'error', principal: ADMIN.Arn });
    expect(graph.diagnostics[position]!.message).toMatch(why);
    expect(graph.uncertainHops).toMatchObject([{ diagnostic: position }]);
    const everyone = ['u-ann', 'u-bob', 'u-cem'].map((id) => person(id)).join(' ');
    expect(uncertaintiesOf(graph)).toEqual([`${everyone} → ${ADMIN.Arn}: assignments-not-known`]);
  });

  it('that there may be an instance, where they could not be listed', () => {
    const denied: Problem = {
      operation: 'sso:ListInstances',
      region: 'eu-west-1',
      cause: 'access-denied',
      message: 'AccessDeniedException',
      missingPermission: 'sso:ListInstances',
    };
    const others = document({
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com', Federated: `arn:aws:iam::${A}:saml-provider/Okta` },
      Action: 'sts:*',
    });
    const elsewhere = account(B, { roles: [permissionSetRole(B, 'Admin')] });
    const roles = [ADMIN, role(A, 'Other', others)];
    const two = { ...snapshot([account(A, { roles }), elsewhere]), problems: [denied] };
    expect(uncertaintiesOf(derive(two)).map((line) => line.split(' → ')[0])).toEqual(
      [A, B].map((id) => `federated:${provider(id)}`),
    );
    const graph = derive({ ...world([ADMIN]), problems: [denied] });
    expect(sourcesOf(graph, ADMIN.Arn)).toEqual([`${GENERIC} ALLOWED`]);
    expect(codesOf(graph)).toEqual(['assignments-not-known']);
    expect(uncertaintiesOf(graph)).toEqual([`${GENERIC} → ${ADMIN.Arn}: assignments-not-known`]);
    const off = derive({ ...world([ADMIN]), problems: [{ ...denied, cause: 'region-off' }] });
    expect(codesOf(off)).toEqual([]);
    const other = derive({ ...world([ADMIN]), problems: [{ ...denied, operation: 'iam:GenerateCredentialReport' }] });
    expect(codesOf(other)).toEqual([]);
  });

  it('nothing, where no instance was collected at all: then nobody asked', () => {
    const graph = derive(world([ADMIN]));
    expect(sourcesOf(graph, ADMIN.Arn)).toEqual([`${GENERIC} ALLOWED`]);
    expect(graph.diagnostics).toEqual([]);
  });
});

describe('users', () => {
  it('who are assigned and no longer there make no edge, and are told of', () => {
    const graph = derive(world([ADMIN], { ...ANN_AND_BOB, assignments: [`${A} Admin u-ann u-gone`] }));
    expect(sourcesOf(graph, ADMIN.Arn)).toEqual(['u-ann ALLOWED']);
    expect(codesOf(graph)).toEqual(['assigned-user-gone']);
  });

  it('are taken from the assignments and groups, by their ids, where no user could be read', () => {
    const center = {
      permissionSets: ['Admin'],
      groups: { 'g-ops': ['u-bob'] },
      assignments: [`${A} Admin u-ann g-ops`],
    };
    const graph = derive(world([ADMIN], center));
    expect(sourcesOf(graph, ADMIN.Arn)).toEqual(['u-ann ALLOWED', 'u-bob ALLOWED']);
    expect(graph.principals.flatMap(({ kind, name }) => (kind === 'Federated' ? [name] : []))).toEqual([
      'u-ann',
      'u-bob',
    ]);
  });
});

describe('a role is of a permission set', () => {
  it('by its whole name: one that begins alike is another', () => {
    const roles = ['Admin', 'AdminRead', 'Admin_Read'].map((name) => permissionSetRole(A, name));
    const center = {
      permissionSets: ['Admin', 'AdminRead', 'Admin_Read'],
      users: { 'u-ann': 'ann', 'u-bob': 'bob', 'u-cem': 'cem' },
      assignments: [`${A} Admin u-ann`, `${A} AdminRead u-bob`, `${A} Admin_Read u-cem`],
    };
    const graph = derive(world(roles, center));
    expect(roles.map(({ Arn }) => sourcesOf(graph, Arn))).toEqual([
      ['u-ann ALLOWED'],
      ['u-bob ALLOWED'],
      ['u-cem ALLOWED'],
    ]);
  });

  it('of whichever region, where its path names none, as in us-east-1', () => {
    const plain = permissionSetRole(A, 'Admin', { region: '' });
    const graph = derive(world([plain], { ...ANN_AND_BOB, region: 'us-east-1', assignments: [`${A} Admin u-ann`] }));
    expect(sourcesOf(graph, plain.Arn)).toEqual(['u-ann ALLOWED']);
  });

  it('of the instance of its region, where several have one of the name', () => {
    const other = 'arn:aws:sso:::instance/ssoins-2222222222222222';
    const graph = derive(
      world(
        [ADMIN],
        { ...ANN_AND_BOB, assignments: [`${A} Admin u-ann`] },
        { ...ANN_AND_BOB, instance: other, region: 'us-west-2', assignments: [`${A} Admin u-bob`] },
      ),
    );
    expect(sourcesOf(graph, ADMIN.Arn)).toEqual(['u-ann ALLOWED']);
    expect(codesOf(graph)).toEqual(['assignment-without-role']);
    expect(graph.diagnostics[0]!.message).toContain(`the permission set Admin of ${other} in account ${A}`);
  });

  it('of none, where it trusts another provider than that of Identity Center', () => {
    const okta = `arn:aws:iam::${A}:saml-provider/Okta`;
    const trust = document({ Effect: 'Allow', Principal: { Federated: okta }, Action: 'sts:AssumeRoleWithSAML' });
    const graph = derive(
      world([{ ...ADMIN, AssumeRolePolicyDocument: trust }], { ...ANN_AND_BOB, assignments: [`${A} Admin u-ann`] }),
    );
    expect(sourcesOf(graph, ADMIN.Arn)).toEqual([`federated:${okta} ALLOWED`]);
  });

  it('and is not missed for an assignment of a permission set whose name was not read', () => {
    const graph = derive(world([], { ...ANN_AND_BOB, permissionSets: [], assignments: [`${A} Admin u-ann`] }));
    expect(codesOf(graph)).toEqual([]);
  });

  it('of all instances that have one of the name, where its path names no region', () => {
    const plain = permissionSetRole(A, 'Admin', { region: '' });
    const other = 'arn:aws:sso:::instance/ssoins-2222222222222222';
    const graph = derive(
      world(
        [plain],
        { ...ANN_AND_BOB, assignments: [`${A} Admin u-ann`] },
        { ...ANN_AND_BOB, instance: other, assignments: [`${A} Admin u-bob`] },
      ),
    );
    expect(sourcesOf(graph, plain.Arn)).toEqual(['u-ann ALLOWED', 'u-bob ALLOWED']);
    expect(codesOf(graph)).toEqual([]);
  });

  it('only where Identity Center made it: others that trust its provider keep it as their source', () => {
    const own = role(A, 'AWSReservedSSO_Admin_0123456789abcdef', trustOfIdentityCenter(A));
    const graph = derive(world([own], { ...ANN_AND_BOB, assignments: [`${A} Admin u-ann`] }));
    expect(sourcesOf(graph, own.Arn)).toEqual([`${GENERIC} ALLOWED`]);
    expect(codesOf(graph)).toEqual(['assignment-without-role']);
  });
});

const deny = (Condition: unknown) =>
  document({ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRoleWithSAML', Resource: '*', Condition });

describe('the trust policy and the RCPs decide', () => {
  const under = (content: unknown, center: IdentityCenterDetails, accounts: readonly AccountSnapshot[]): AccessGraph =>
    derive({
      ...snapshot(accounts),
      organization: organization({
        management: B,
        accounts: { [A]: ROOT, [B]: ROOT },
        policies: [{ id: 'p-rcp', type: 'RESOURCE_CONTROL_POLICY', content, targets: [ROOT] }],
      }),
      identityCenters: [center],
    });
  const center = identityCenter({ ...ANN_AND_BOB, assignments: [`${A} Admin u-ann u-bob`] });
  const accounts = [account(A, { roles: [ADMIN] })];

  it('for everyone', () => {
    const graph = under(deny({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }), center, accounts);
    expect(sourcesOf(graph, ADMIN.Arn)).toEqual(['u-ann CONDITIONAL', 'u-bob CONDITIONAL']);
  });

  it('for one, whose user name is the name of the session', () => {
    const graph = under(deny({ StringNotEquals: { 'sts:RoleSessionName': 'ann' } }), center, accounts);
    expect(sourcesOf(graph, ADMIN.Arn)).toEqual(['u-ann ALLOWED']);
  });

  it('not surely, where names were left out', () => {
    const nameless = identityCenter({
      permissionSets: ['Admin'],
      users: { 'u-ann': null },
      assignments: [`${A} Admin u-ann`],
    });
    const graph = under(deny({ StringNotEquals: { 'sts:RoleSessionName': 'ann' } }), nameless, accounts);
    expect(sourcesOf(graph, ADMIN.Arn)).toEqual(['u-ann CONDITIONAL']);
  });
});
