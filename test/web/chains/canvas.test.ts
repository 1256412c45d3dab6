import { describe, expect, test } from 'vitest';
import { cytoscapeLine, DASH } from '../../../web/chains/canvas/line.ts';
import { fitText } from '../../../web/chains/canvas/fit-text.ts';
import { firstView } from '../../../web/chains/canvas/frame.ts';
import { neighbour } from '../../../web/chains/canvas/neighbour.ts';
import { tintsOf } from '../../../web/chains/canvas/tints-of.ts';
import { layoutChains } from '../../../web/chains/layout/layout.ts';
import { graphOf } from '../../../web/chains/scene/scene.ts';
import { reachScene } from '../../../web/chains/scene/reach-scene.ts';
import { hop, outsider, reached, role } from './graph.ts';

describe('a line in Cytoscape’s terms', () => {
  const [from, to] = [
    { x: 0, y: 0 },
    { x: 400, y: 100 },
  ];
  const route = [
    { x: 104, y: 5 },
    { x: 200, y: 5 },
    { x: 200, y: 100 },
    { x: 296, y: 100 },
  ];
  const line = cytoscapeLine(route, from, to);

  test('ends where the route does, seen from the cards’ centres', () => {
    expect([line.sourceEndpoint, line.targetEndpoint]).toEqual(['104px 5px', '-104px 0px']);
  });

  test('turns where the route does: weight along the line between the centres, distance across it', () => {
    const length = Math.hypot(400, 100);
    const corners = line.weights.map((weight, i) => ({
      x: weight * 400 - (line.distances[i]! * 100) / length,
      y: weight * 100 + (line.distances[i]! * 400) / length,
    }));
    expect(corners.map(({ x, y }) => [Math.round(x), Math.round(y)])).toEqual([
      [200, 5],
      [200, 100],
    ]);
  });

  test('lines that end alike have their dashes in the same places: one that is 7 px longer begins 7 px earlier', () => {
    const longer = cytoscapeLine([{ x: 97, y: 5 }, ...route.slice(1)], from, to);
    const period = DASH[0]! + DASH[1]!;
    expect((line.dashOffset - longer.dashOffset + period) % period).toBeCloseTo(7, 6);
  });
});

const picture = (width: number, height: number) => ({ ...layoutChains({ nodes: [], hops: [] }), width, height });

describe('the first view', () => {
  const canvas = { width: 1000, height: 700 };
  test('shows everything where that can be read', () => {
    const { zoom, pan } = firstView(picture(1200, 600), { x: 1100, y: 300 }, 'towards', canvas);
    expect(pan.x).toBeGreaterThan(0);
    expect(pan.x + 1200 * zoom).toBeLessThan(canvas.width);
  });

  test('never enlarges', () => expect(firstView(picture(300, 200), { x: 0, y: 0 }, 'from', canvas).zoom).toBe(1));

  test.each([
    ['towards', 4900],
    ['from', 100],
  ] as const)('begins at the subject where it cannot: chains %s it', (direction, x) => {
    const { zoom, pan } = firstView(picture(5000, 3000), { x, y: 1500 }, direction, canvas);
    expect(pan.x + x * zoom).toBeGreaterThan(0);
    expect(pan.x + x * zoom).toBeLessThan(canvas.width);
    expect(pan.y + 1500 * zoom).toBe(350);
  });
});

test.each([
  ['short', 'short'],
  ['privesc-AssumeRole-starting-role', 'privesc…g-role'],
  ['ab🙂cdefghijklmnop', 'ab🙂cdef…klmnop'],
])('a name that is too long loses its middle: %s', (name, shown) => {
  expect(fitText(name, (text) => [...text].length <= 14)).toBe(shown);
});

test('the arrow keys lead to the nearest card in their direction, straight ahead first', () => {
  const cards = new Map([
    ['here', { x: 0, y: 0 }],
    ['ahead', { x: 400, y: 0 }],
    ['aslant', { x: 300, y: 200 }],
    ['below', { x: 0, y: 56 }],
  ]);
  const from = (key: string) => neighbour(cards, 'here', key);
  expect([from('ArrowRight'), from('ArrowDown'), from('ArrowLeft'), from('ArrowUp'), from('x')]).toEqual([
    'ahead',
    'below',
    null,
    null,
    null,
  ]);
});

test('accounts of one picture have different tints, and those outside their own', () => {
  const rows = ['1', '2', '3', '4', '5', '6', '7', '8'].map((account) =>
    reached(`1 in-${account}`, role(`in-${account}`, { accountId: account })),
  );
  const { scene } = reachScene(role('t', { accountId: '1' }), [...rows, reached('1 x', outsider('x'))], [hop('x>t')], {
    direction: 'towards',
    detours: false,
    outside: false,
  });
  const tints = [...tintsOf(scene, 'light').values()].map((tint) => tint.ink);
  expect(new Set(tints).size).toBe(9);
  expect(graphOf(scene).nodes).toHaveLength(10);
});
