import { expect, test } from 'vitest';
import { constantOf, parseTemplate } from '../../../core/policy/template.ts';

const VARIABLES = { wildcards: false, variables: true };

test('text with characters that are written as variables is one text', () => {
  expect(constantOf(parseTemplate('a${$}b${*}c', VARIABLES))).toBe('a$b*c');
});

test('text with a variable, or a variable alone, is none', () => {
  expect(constantOf(parseTemplate('a${aws:username}', VARIABLES))).toBeNull();
  expect(constantOf(parseTemplate('${aws:username}', VARIABLES))).toBeNull();
});
