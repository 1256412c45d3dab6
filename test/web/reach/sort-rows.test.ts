import { expect, test } from 'vitest';
import { NATURAL_ORDER, sortRows, turned } from '../../../web/reach/sort-rows.ts';
import { reached } from '../chains/graph.ts';

const rows = [reached('1 b'), reached('2 ~a'), reached('3 c')];
const names = (order: Parameters<typeof sortRows>[1]) => sortRows(rows, order).map(({ node }) => node.name);

test('rows come as the API gives them, until a heading is pressed', () => {
  expect(names(NATURAL_ORDER)).toEqual(['b', 'a', 'c']);
  expect(names({ by: 'name', descending: false })).toEqual(['a', 'b', 'c']);
  expect(names({ by: 'name', descending: true })).toEqual(['c', 'b', 'a']);
  expect(names({ by: 'verdict', descending: false })).toEqual(['b', 'c', 'a']);
});

test('a heading pressed again turns the order round', () => {
  const first = turned(NATURAL_ORDER, 'name');
  expect(first).toEqual({ by: 'name', descending: false });
  expect(turned(first, 'name')).toEqual({ by: 'name', descending: true });
  expect(turned(turned(first, 'hops'), 'hops')).toEqual({ by: 'hops', descending: true });
  expect(turned(first, 'hops')).toBe(NATURAL_ORDER);
});
