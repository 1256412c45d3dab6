import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentDiff, type DiffLine } from '../../../web/policy/document-diff.ts';

const linesOf = (before: string, after: string): readonly DiffLine[] =>
  documentDiff(before, after).flatMap(({ lines }) => lines);

const textOf = (lines: readonly DiffLine[], without: DiffLine['kind']): string =>
  lines
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('\n');

describe('what changes in a document', () => {
  test('folds what is far from every change', () => {
    const list = Array.from({ length: 20 }, (_, index) => index);
    const parts = documentDiff(JSON.stringify(list), JSON.stringify(list.with(10, 99)));
    expect(parts.map(({ shown, lines }) => [shown, lines.length])).toEqual([
      [false, 8],
      [true, 8],
      [false, 7],
    ]);
    expect(parts[1]!.lines.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'removed', text: '  10,' },
      { kind: 'added', text: '  99,' },
    ]);
  });

  test('is nothing where only the layout differs', () => {
    expect(documentDiff('{"a": [1]}', '{ "a":[1] }')).toEqual([]);
  });

  test('of one that is not there, is all of the other', () => {
    expect(linesOf('', '{}')).toEqual([{ kind: 'added', text: '{}' }]);
    expect(linesOf('not JSON', '')).toEqual([{ kind: 'removed', text: 'not JSON' }]);
  });

  test('whatever the two are, nothing of them is lost', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        const lines = linesOf(JSON.stringify(before), JSON.stringify(after));
        const [from, to] = [before, after].map((value) => JSON.stringify(value, null, 2));
        const expected = from === to ? ['', ''] : [from, to];
        expect([textOf(lines, 'added'), textOf(lines, 'removed')]).toEqual(expected);
      }),
    );
  });
});
