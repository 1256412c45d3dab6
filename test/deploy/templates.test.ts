import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
  const wrong = ['wrong', templates[0]![1].replace('MaxSessionDuration', 'MaxSessionDuraton')] as const;
  let folder: string;
  const fileOf = ([path]: readonly [path: string, text: string]): string =>
    join(folder, `${path.replaceAll(/[^\w.]+/g, '-')}.yaml`);
  /** What it says of the templates and of one that is wrong: asked once, as it takes seconds to start. */
  let said: readonly string[];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rolereach-templates-'));
    const all = [...templates, wrong];
    for (const template of all) writeFileSync(fileOf(template), template[1]);
    said = lint(command!, all.map(fileOf)).split('\n').filter(Boolean);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('finds the templates', () => expect(templates).toHaveLength(4));

  test('has nothing to say of them', () => {
    expect(said.filter((line) => !line.startsWith(fileOf(wrong)))).toEqual([]);
  });

  test('has something to say of one that is wrong', () => {
    expect(said.filter((line) => line.startsWith(fileOf(wrong))).join()).toContain('E3002');
  });
});
