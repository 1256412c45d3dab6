import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findCfnLint, lint } from './cfn-lint/cfn-lint.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Every CloudFormation template: those of `deploy/`, and those that documents show. */
const templates = [
  ...readdirSync(join(ROOT, 'deploy'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => [join('deploy', path), read(join('deploy', path))] as const),
  ...['docs/scheduling.md'].flatMap((path) =>
    Array.from(read(path).matchAll(/^```yaml\n(AWSTemplate[\s\S]*?)^```$/gm), ([, template], index) => {
      return [`${path}, template ${index + 1}`, template!] as const;
    }),
  ),
];

const command = await findCfnLint();
if (command === null) {
  const missing = 'cfn-lint is not installed: node scripts/cfn-lint.mjs fetches it.';
  if (process.env['CI'] === 'true') throw new Error(missing);
  process.stderr.write(`\nNO CFN-LINT, TEMPLATES ARE NOT CHECKED: ${missing}\n\n`);
}

describe.skipIf(command === null)('cfn-lint', () => {
  test('finds the templates', () => expect(templates).toHaveLength(4));

  test.each(templates)('has nothing to say of %s', (_path, template) => {
    expect(lint(command!, template)).toBe('');
  });

  test('has something to say of one that is wrong', () => {
    expect(lint(command!, templates[0]![1].replace('MaxSessionDuration', 'MaxSessionDuraton'))).toContain('E3002');
  });
});
