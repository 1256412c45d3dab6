import { describe, expect, test } from 'vitest';
import { rolereach } from '../support/cli.ts';

describe('wrong use exits with 2', () => {
  test.each([
    ['no command', []],
    ['an unknown command', ['who-can-rech', 'x']],
    ['no role', ['who-can-reach']],
    ['an argument too many', ['paths', 'a', 'b', 'c']],
    ['no number', ['who-can-reach', 'x', '--max-hops', 'two']],
    ['a number out of bounds', ['paths', 'a', 'b', '-k', '0']],
    ['an unknown format', ['paths', 'a', 'b', '--format', 'yaml']],
  ])('%s', async (_what, args) => {
    const { code, stdout, stderr } = await rolereach(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/Usage:|--help/);
  });
});

describe('every command', () => {
  const COMMANDS = [
    'who-can-reach',
    'reachable-from',
    'paths',
    'explain',
    'external',
    'findings',
    'usage',
    'refine',
    'validate',
    'plan',
    'apply',
    'revert',
    'history',
    'export',
    'ingest',
    'doctor',
  ];

  test.each(COMMANDS)('%s has help with examples', async (command) => {
    const { code, stdout } = await rolereach([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`Examples:\\n  rolereach ${command}\\b`));
  });

  test.each([
    ['who-can-reach', 'x'],
    ['reachable-from', 'x'],
    ['paths', 'x', 'y'],
    ['explain', 'x', 'y'],
    ['plan', 'x', 'y'],
    ['export', 'edges'],
  ])('%s on an empty store says how to fill it, with 2', async (...args) => {
    const { code, stdout, stderr } = await rolereach([...args, '--store', 'embedded:no-such-store']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('rolereach ingest --from');
  });
});
