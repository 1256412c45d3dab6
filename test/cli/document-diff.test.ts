import { afterEach, describe, expect, test, vi } from 'vitest';
import { documentDiff } from '../../cli/output/document-diff.ts';
import { styleFor } from '../../cli/output/style.ts';

const plain = styleFor({});
const policy = (...actions: string[]) => JSON.stringify({ Statement: [{ Effect: 'Allow', Action: actions }] });

describe('what changes in a document', () => {
  afterEach(() => void vi.unstubAllEnvs());

  test('is shown line by line, however the two are laid out', () => {
    const before = JSON.stringify(JSON.parse(policy('s3:*', 'sqs:*')), null, '\t');
    expect(documentDiff(before, policy('s3:GetObject', 'sqs:*'), plain)).toEqual([
      '@@ -3,7 +3,7 @@',
      '     {',
      '       "Effect": "Allow",',
      '       "Action": [',
      '-        "s3:*",',
      '+        "s3:GetObject",',
      '         "sqs:*"',
      '       ]',
      '     }',
    ]);
  });

  test('is nothing where only the layout differs', () => {
    expect(documentDiff(` ${policy('s3:*')} `, policy('s3:*'), plain)).toEqual([]);
  });

  test('of one that is not there, is all of the other', () => {
    expect(documentDiff('', '{"a":1}', plain)).toEqual(['@@ -0,0 +1,3 @@', '+{', '+  "a": 1', '+}']);
    expect(documentDiff('{"a":1}', '', plain)).toEqual(['@@ -1,3 +0,0 @@', '-{', '-  "a": 1', '-}']);
  });

  test('is shown of what is no JSON as well, with nothing that a terminal obeys', () => {
    expect(documentDiff('{not\u001b[2J', '{"a\u009b":1}', plain).join('\n')).toBe(
      '@@ -1,1 +1,3 @@\n-{not\\u001b[2J\n+{\n+  "a\\u009b": 1\n+}',
    );
  });

  test('is in colour on a terminal', () => {
    vi.stubEnv('NO_COLOR', undefined);
    vi.stubEnv('TERM', 'xterm');
    const lines = documentDiff('1', '2', styleFor({ isTTY: true }));
    expect(lines.slice(1)).toEqual(['\u001b[31m-1\u001b[39m', '\u001b[32m+2\u001b[39m']);
  });
});
