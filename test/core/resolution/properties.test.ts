import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import { projectionOf } from '../../../core/graph/projection.ts';
import { topologyOf } from '../../support/compact.ts';
import type { AccessGraph } from '../../../core/model/access-graph.ts';
import type { Principal } from '../../../core/model/principal.ts';
import type { Snapshot } from '../../../core/model/snapshot.ts';
import { isRefusal, type TrustChange } from '../../../core/resolution/cut.ts';
import { hopChanges, type HopChange } from '../../../core/resolution/hop-changes.ts';
import { lossesOf } from '../../../core/resolution/losses.ts';
import { planChange } from '../../../core/resolution/plan-change.ts';
import { reverted } from '../../../core/resolution/revert.ts';
import { withHopsInto } from '../../../core/resolution/with-hops-into.ts';
import { anyCase } from '../../oracle/generate.ts';
import { snapshotOf } from '../../policy-cases/read-cases.ts';
import { edgesOf } from '../derive/edges.ts';

/** Every hop of a generated organization is cut, one at a time, and the organization derived again. */

const ORGANIZATIONS = fc.sample(anyCase, { seed: 20_261, numRuns: 60 }).map((generated) => snapshotOf(generated));

interface CutHop {
  readonly graph: AccessGraph;
  readonly again: AccessGraph;
  readonly from: Principal;
  readonly role: Principal;
  readonly change: TrustChange;
  readonly changes: readonly HopChange[];
}

const withTrust = (snapshot: Snapshot, role: string, trust: string): Snapshot => ({
  ...snapshot,
  accounts: [...snapshot.accounts].map((account) => ({
    ...account,
    details: {
      ...account.details,
      RoleDetailList: account.details.RoleDetailList.map((each) =>
        each.Arn === role ? { ...each, AssumeRolePolicyDocument: trust } : each,
      ),
    },
  })),
});

/** Each hop as text: `from → to action`, and what holds of it. */
const hopsOf = (graph: AccessGraph): ReadonlyMap<string, string> =>
  new Map(
    edgesOf(graph).map(({ from, to, action, verdict, conditions }) => [
      `${from} → ${to} ${action}`,
      [verdict, ...conditions].join('; '),
    ]),
  );

function* cuts(snapshot: Snapshot): Generator<CutHop> {
  const graph = derive(snapshot);
  const policies = new Map(graph.policies.map((policy) => [policy.id, policy]));
  const context = { structure: graph, policies };
  const edges = edgesOf(graph);
  for (const role of graph.principals) {
    const into = new Set(edges.filter(({ to }) => to === role.id).map(({ from }) => from));
    const sources = graph.principals.filter(({ id }) => into.has(id));
    for (const from of sources) {
      const change = planChange({ id: 'the-finding', from, role, condition: null }, context);
      if (isRefusal(change)) continue;
      const changes = hopChanges(sources, role, change.after, context);
      yield { graph, again: derive(withTrust(snapshot, role.id, change.after)), from, role, change, changes };
    }
  }
}

const CUTS = ORGANIZATIONS.flatMap((snapshot) => [...cuts(snapshot)]);

test('there are cuts of every kind of source', () => {
  const kinds = new Set(CUTS.map(({ from }) => from.kind));
  expect([...kinds].toSorted()).toEqual([
    'External',
    'ExternalAccount',
    'Federated',
    'Public',
    'Role',
    'Service',
    'User',
  ]);
  expect(CUTS.length).toBeGreaterThan(200);
});

const leftOf = ({ again, from, role }: CutHop): readonly string[] =>
  [...hopsOf(again)].filter(([hop]) => hop.startsWith(`${from.id} → ${role.id} `)).map(([, holds]) => holds);

test('the hop is gone; of the public, at most what depends on the request is left', () => {
  const [ofPublic, others] = [true, false].map((wanted) =>
    CUTS.filter(({ from }) => (from.kind === 'Public') === wanted),
  );
  expect(others!.flatMap(leftOf)).toEqual([]);
  expect(ofPublic!.flatMap(leftOf)).not.toContain('ALLOWED');
});

test('no hop is added, and none changes but those that the preview shows, as it shows them', () => {
  for (const { graph, again, role, changes } of CUTS) {
    const expected = new Map(hopsOf(graph));
    for (const { from, action, after } of changes) {
      const hop = `${from} → ${role.id} ${action}`;
      if (after.verdict === 'DENIED') expected.delete(hop);
      else expected.set(hop, [after.verdict, ...after.conditions].join('; '));
    }
    expect(new Map([...hopsOf(again)].toSorted())).toEqual(new Map([...expected].toSorted()));
    for (const hop of hopsOf(again).keys()) expect(hopsOf(graph).has(hop)).toBe(true);
  }
});

test('the preview of chains is what a new derivation gives', () => {
  for (const { graph, again, role, changes } of CUTS) {
    const position = new Map(graph.principals.map(({ id }, index) => [id, index]));
    if (again.principals.length !== graph.principals.length) continue;
    const into = changes
      .filter(({ after }) => after.verdict !== 'DENIED')
      .map(({ from, after: { verdict, conditions } }) => ({
        sources: [position.get(from)!],
        allowed: verdict === 'ALLOWED',
        conditions: conditions.length,
      }));
    const target = position.get(role.id)!;
    const before = projectionOf(topologyOf(graph));
    const preview = lossesOf(before, projectionOf(withHopsInto(topologyOf(graph), target, into)), target);
    expect(preview).toEqual(lossesOf(before, projectionOf(topologyOf(again)), target));
  }
});

test('reverting gives back the very document', () => {
  for (const { change } of CUTS) expect(reverted(JSON.parse(change.after), change)).toBe(change.before);
});

const isOne = ({ kind }: Principal): boolean => kind === 'User' || kind === 'Role';

test('cutting a user or a role off changes no hop of another', () => {
  for (const { graph, from, changes } of CUTS.filter((cut) => isOne(cut.from))) {
    const others = new Set(graph.principals.filter((each) => isOne(each) && each.id !== from.id).map(({ id }) => id));
    expect(changes.filter((each) => each.changed && others.has(each.from))).toEqual([]);
  }
});
