import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coversGlob, globOf, globsMeet, literalGlob, matchesGlob } from '../../../core/policy/glob.ts';

/** The same, by way of a regular expression. */
const matchesSlowly = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${[...pattern].map((c) => (c === '*' ? '[^]*' : c === '?' ? '[^]' : c.replace(/[\\^$.|+()[\]{}/]/g, '\\$&'))).join('')}$`,
  ).test(text);

const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '/'), maxLength: 8 });
const texts = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 8 });

/** A pattern, and a text that it matches. */
const filledPatterns = fc
  .tuple(patterns, texts)
  .map(([pattern, text]) => [pattern, pattern.replaceAll('*', text).replaceAll('?', 'b')] as const);

describe('a glob', () => {
  it.each([
    ['role/*', 'role/team/x', true],
    ['arn:aws:iam::*:role/Admin', 'arn:aws:iam::111122223333:role/Admin', true],
    ['?', '', false],
    ['?', 'ab', false],
    ['*a*b', 'xaxxb', true],
    ['*a*b', 'xaxxbc', false],
    ['', '', true],
  ])('%s and %s: %s', (pattern, text, expected) => {
    expect(matchesGlob(globOf(pattern), text)).toBe(expected);
  });

  it('takes a literal asterisk as itself', () => {
    expect(matchesGlob(literalGlob('a*'), 'a*')).toBe(true);
    expect(matchesGlob(literalGlob('a*'), 'ab')).toBe(false);
  });

  it('agrees with a regular expression', () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        expect(matchesGlob(globOf(pattern), text)).toBe(matchesSlowly(pattern, text));
      }),
    );
  });

  it('that covers another matches all that the other matches', () => {
    fc.assert(
      fc.property(patterns, filledPatterns, (outer, [inner, text]) => {
        const covers = coversGlob(globOf(outer), globOf(inner));
        expect(!covers || matchesGlob(globOf(outer), text)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('meets another where some text matches both', () => {
    fc.assert(
      fc.property(patterns, filledPatterns, (a, [b, text]) => {
        const both = matchesGlob(globOf(a), text);
        expect(!both || globsMeet(globOf(a), globOf(b))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['repo:acme/*', 'repo:*/app', true],
    ['repo:acme/*', 'repo:other/*', false],
    ['a?', 'ab*c', false],
    ['a?*', 'ab', true],
  ])('%s meets %s: %s', (a, b, expected) => {
    expect(globsMeet(globOf(a), globOf(b))).toBe(expected);
    expect(globsMeet(globOf(b), globOf(a))).toBe(expected);
  });
});
