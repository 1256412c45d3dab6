// Stands in for vitest where tests are to run again and again: keeps them in place of running them.
export { expect } from 'vitest';

export const tests = [];
let file = '';

export async function keepTestsOf(name, load) {
  file = name;
  await load();
}

const listOf = (row) => (Array.isArray(row) ? row : [row]);

export const describe = Object.assign((_, body) => body(), {
  each: (rows) => (_, body) => rows.forEach((row) => body(...listOf(row))),
});

export const it = Object.assign((name, body) => void tests.push({ file, name, body }), {
  each: (rows) => (name, body) => rows.forEach((row) => it(`${name} (${listOf(row)[0]})`, () => body(...listOf(row)))),
});
export const test = it;

/** What cleans up after each test is left out: it does not change what a test says. */
export const afterEach = () => {};
