import { expect, test } from 'vitest';
import { addressInRange, parseRange } from '../../../core/policy/ip-range.ts';

test.each([
  'office',
  '',
  '203.0.113/24',
  '203.0.113.256/24',
  '203.0.113.1e1',
  '203.0.113.0/',
  '203.0.113.0/x',
  '203.0.113.0/33',
  '203.0.113.0/24/1',
  '2001:db8::/129',
  '2001:db8:1/48',
  '1::2::3',
  '1:2:3:4:5:6:7:8:9',
  '12345::/64',
  '::ffff:203.0.113.256',
])('%j is neither an address nor a range', (text) => {
  expect(parseRange(text)).toBeNull();
  expect(addressInRange('203.0.113.0', text)).toBe(false);
  expect(addressInRange(text, '0.0.0.0/0')).toBe(false);
});

test.each([
  ['203.0.113.7', 32, 0xcb007107n, 0xcb007107n],
  ['203.0.113.7/24', 32, 0xcb007100n, 0xcb0071ffn],
  ['0.0.0.0/0', 32, 0n, 0xffffffffn],
  ['::/127', 128, 0n, 1n],
  ['::ffff:203.0.113.0/120', 128, 0xffffcb007100n, 0xffffcb0071ffn],
])('%s has a first and a last address', (text, bits, first, last) => {
  expect(parseRange(text)).toEqual({ bits, first, last });
});
