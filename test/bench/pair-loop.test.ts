import { beforeAll, expect, it } from 'vitest';
import { organizationSnapshot } from '../../bench/organization.ts';
import { createPairLoop } from '../../bench/pair-loop.ts';
import { derive } from '../../core/derive/derive.ts';
import { edgesOf } from '../core/derive/edges.ts';

/** What the benchmark compares comes to the same: at a size that the organizations of the differential tests do not have. */
const snapshot = organizationSnapshot(4, 1);
const { callers, roles, mayAssume } = createPairLoop(snapshot);
let granted: Set<string>;

beforeAll(() => {
  granted = new Set(
    roles.flatMap((role) =>
      callers.filter((caller) => mayAssume(caller, role)).map((caller) => `${caller.id} → ${role.arn}`),
    ),
  );
}, 120_000);

it('grants a plain request only where there is an edge, and wherever an edge is ALLOWED', () => {
  const inside = new Set(callers.map(({ id }) => id));
  const edges = edgesOf(derive(snapshot)).filter(({ from, action }) => inside.has(from) && action === 'sts:AssumeRole');
  const all = new Set(edges.map(lineOf));
  const allowed = edges.filter(({ verdict }) => verdict === 'ALLOWED').map(lineOf);
  expect([...granted].filter((each) => !all.has(each))).toEqual([]);
  expect(allowed.filter((each) => !granted.has(each))).toEqual([]);
  expect(granted.size).toBeGreaterThan(500);
});

const lineOf = ({ from, to }: { from: string; to: string }) => `${from} → ${to}`;
