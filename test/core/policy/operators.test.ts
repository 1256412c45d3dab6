import { afterEach, expect, test } from 'vitest';
import { instant } from '../../../core/policy/operators.ts';

const { TZ } = process.env;
afterEach(() => {
  if (TZ === undefined) delete process.env['TZ'];
  else process.env['TZ'] = TZ;
});

test.each([
  ['2026-03-01T12:00:00', '2026-03-01T12:00:00Z'],
  ['2026-03-01T12:00', '2026-03-01T12:00:00Z'],
  ['2026-03-01T12:00:00+02:00', '2026-03-01T10:00:00Z'],
  ['2026-03-01', '2026-03-01T00:00:00Z'],
  ['1772366400', '2026-03-01T12:00:00Z'],
])('%s is one moment wherever it is read', (text, moment) => {
  process.env['TZ'] = 'Asia/Tokyo';
  expect(instant(text)).toBe(Date.parse(moment));
});

test.each(['', 'noon', '2026-03-01 12:00', '2026-13-01'])('%j is none', (text) => {
  expect(instant(text)).toBeNaN();
});
