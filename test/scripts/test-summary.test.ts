import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../../scripts/test-summary.mjs', import.meta.url));

const counts = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 2, numTodoTests: 1 };
const good = { name: 'good.test.ts', status: 'passed', message: '', assertionResults: [{ status: 'passed' }] };
const bad = { name: 'bad.test.ts', status: 'failed', message: '', assertionResults: [{ status: 'failed' }] };
const broken = { name: 'broken.test.ts', status: 'failed', message: 'no such module', assertionResults: [] };

function summarize(report: object): { status: number | null; lines: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'rolereach-summary-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'report.json'), JSON.stringify(report));
  const { status, stdout } = spawnSync(process.execPath, [SCRIPT, join(folder, 'report.json')], { encoding: 'utf8' });
  return { status, lines: stdout.trimEnd().split('\n') };
}

test.each([
  ['all passed', { ...counts, testResults: [good] }, 0, ['5 passed, 0 failed, 3 skipped']],
  ['one failed', { ...counts, numFailedTests: 1, testResults: [good, bad] }, 1, ['5 passed, 1 failed, 3 skipped']],
  [
    'a file that cannot be loaded is a failure',
    { ...counts, testResults: [good, broken] },
    1,
    ['FAILED broken.test.ts: no such module', '5 passed, 1 failed, 3 skipped'],
  ],
])('%s', (_what, report, status, lines) => {
  expect(summarize(report)).toEqual({ status, lines });
});

test('no report at all is a failure', () => {
  expect(spawnSync(process.execPath, [SCRIPT, 'no-such-report.json']).status).toBe(1);
});
