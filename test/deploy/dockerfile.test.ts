import { expect, test } from 'vitest';
import { all, command, healthcheck, stages } from './dockerfile.ts';

/** What the Dockerfile promises, read from its instructions; start-up.neo4j.test.ts runs its commands. */

test('every stage starts from one pinned release of Node 20', () => {
  const bases = stages.map((stage) => stage[0]!.argument.split(' ')[0]);
  expect(new Set(bases).size).toBe(1);
  expect(bases[0]).toMatch(/^node:20\.\d+\.\d+-[a-z]+-slim$/);
});

test('the image runs as a user that is not root, and checks its health', () => {
  expect(all('USER')).toEqual(['node']);
  expect(healthcheck()[0]).toBe('node');
});

test('the image holds the dependencies of production only', () => {
  const from = all('COPY').find((argument) => argument.includes('node_modules'))!;
  const stage = stages.find((candidate) => candidate[0]!.argument.endsWith(`AS ${/--from=(\w+)/.exec(from)![1]}`))!;
  expect(all('RUN', stage).join()).toContain('npm ci --omit=dev');
});

test('it serves on every interface of the container, where the server asks for a token', () => {
  expect(command('ENTRYPOINT')).toEqual(['node', '/app/bin/rolereach.mjs']);
  expect(command('CMD')).toEqual(['serve', '--host', '0.0.0.0']);
});
