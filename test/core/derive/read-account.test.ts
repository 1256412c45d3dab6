import { expect, it } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import type { AccountSnapshot, ManagedPolicyDetail } from '../../../core/model/snapshot.ts';
import { account, mayAssume, role, roleArn, snapshot, trusts, user, userArn } from '../../support/organization.ts';
import { edgesOf } from './edges.ts';

const A = '111122223333';
const STAFF = `arn:aws:iam::${A}:policy/Staff`;
const users = ['ann', 'bob'].map((name) => user(A, name, { managed: [STAFF] }));
const roles = [role(A, 'R', trusts(A))];

/** Who becomes the role, and what is told, where a managed policy is as given. */
function withPolicy(policy: Omit<ManagedPolicyDetail, 'Arn' | 'PolicyName'>) {
  const read = account(A, { users, roles });
  const Policies = [{ Arn: STAFF, PolicyName: 'Staff', ...policy }];
  const graph = derive(snapshot([{ ...read, details: { ...read.details, Policies } }]));
  return { sources: edgesOf(graph).map(({ from }) => from), told: graph.diagnostics };
}

const nothing = { VersionId: 'v1', IsDefaultVersion: false, Document: mayAssume(roleArn(A, 'Other')) };
const all = { VersionId: 'v2', IsDefaultVersion: true, Document: mayAssume('*') };
const everyone = users.map(({ Arn }) => Arn);

it.each([
  ['that says of itself that it is the default', 'v1', [nothing, all]],
  ['whose id is the default one, where none says so', 'v2', [nothing, { ...all, IsDefaultVersion: false }]],
])('a managed policy is the version %s', (_, DefaultVersionId, PolicyVersionList) => {
  expect(withPolicy({ DefaultVersionId, PolicyVersionList })).toEqual({ sources: everyone, told: [] });
});

it('a managed policy without its versions is missing: told once, of the first who has it', () => {
  const { sources, told } = withPolicy({ DefaultVersionId: 'v1' });
  expect(sources).toEqual([]);
  expect(told).toMatchObject([{ code: 'missing-policy', policy: STAFF, principal: null }]);
  expect(told[0]!.message).toContain(`attached, to ${userArn(A, 'ann')} for one`);
});

it('a malformed policy is of its owner, and of nobody where it is of a group', () => {
  const group = { GroupName: 'staff', Arn: `arn:aws:iam::${A}:group/staff` };
  const read: AccountSnapshot = account(A, {
    users: [user(A, 'ann', { groups: ['staff'], inline: { own: '{' } })],
    groups: [{ ...group, GroupPolicyList: [{ PolicyName: 'all', PolicyDocument: '{' }] }],
  });
  const { diagnostics } = derive(snapshot([read]));
  expect(diagnostics.map(({ policy, principal }) => [policy, principal])).toEqual([
    [`${group.Arn}#inline/all`, null],
    [`${userArn(A, 'ann')}#inline/own`, userArn(A, 'ann')],
  ]);
  for (const { message } of diagnostics) expect(message).toContain('cannot be read: it is not JSON: ');
});

it('a group that is not there is missing like a policy', () => {
  const graph = derive(snapshot([account(A, { users: [user(A, 'ann', { groups: ['staff'] })], roles })]));
  expect(graph.diagnostics).toMatchObject([{ code: 'missing-policy', policy: `arn:aws:iam::${A}:group/staff` }]);
  expect(graph.diagnostics[0]!.message).toContain('The group');
  expect(graph.uncertainHops).toHaveLength(1);
});

it('a role is what AWS says of it; its path is read from its ARN where it stands nowhere else', () => {
  const { Path: _, ...rest } = role(A, 'R', trusts(A), { path: '/team/x/' });
  const said = { Description: 'of all', MaxSessionDuration: 7200, RoleLastUsed: { LastUsedDate: '2026-03-01' } };
  const graph = derive(snapshot([account(A, { roles: [{ ...rest, ...said }, role(A, 'S', trusts(A))] })]));
  const described = graph.principals.flatMap(({ kind, path, role }) => (kind === 'Role' ? [[path, role]] : []));
  expect(described).toEqual([
    ['/', { serviceLinked: false, description: null, maxSessionDuration: null, lastUsed: null }],
    ['/team/x/', { serviceLinked: false, description: 'of all', maxSessionDuration: 7200, lastUsed: '2026-03-01' }],
  ]);
});
