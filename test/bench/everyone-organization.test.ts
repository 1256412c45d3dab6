import { expect, test } from 'vitest';
import { everyoneOrganization } from '../../bench/everyone-organization.ts';
import { derive } from '../../core/derive/derive.ts';
import { projectionOf } from '../../core/graph/projection.ts';
import { reachTo } from '../../core/graph/reach.ts';
import { topologyOf } from '../support/compact.ts';

const graph = derive(everyoneOrganization({ accounts: 2, principals: 200, roles: 20 }));
const reachedBy = (name: string): number => {
  const target = graph.principals.findIndex((principal) => principal.name === name);
  return reachTo(projectionOf(topologyOf(graph)), target, { maxHops: 1 }).count;
};

test('everyone may assume every role, and the one for the organization', () => {
  expect(reachedBy('Shared-0')).toBe(200);
  // Roles of its own account need no policy of their own where the trust names everyone.
  expect(reachedBy('Everyone')).toBe(200 + 10);
});

test('and twice the principals are no more classes', () => {
  const more = derive(everyoneOrganization({ accounts: 2, principals: 400, roles: 20 }));
  const kept = ({ hops }: typeof graph) => hops.filter(({ mechanism }) => mechanism !== 'trust-service').length;
  expect(kept(more)).toBe(kept(graph));
});
