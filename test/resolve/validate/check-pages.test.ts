import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { CHECK_CODES, CHECKS, type FindingClass } from '../../../core/validate/checks.ts';
import type { PolicyType } from '../../../core/validate/finding.ts';
import { checkFile, NOTHING_KNOWN } from '../../../resolve/index.ts';

/** Each check has a page whose wrong example gives that finding and no other, and whose right example gives none. */

const folder = fileURLToPath(new URL('../../../docs/checks/', import.meta.url));

const CLASS_NAMES: Readonly<Record<FindingClass, string>> = {
  ERROR: 'Error',
  SECURITY_WARNING: 'Security warning',
  WARNING: 'Warning',
  SUGGESTION: 'Suggestion',
};

const TYPES: Readonly<Record<string, PolicyType>> = {
  'a trust policy': 'trust',
  'an identity policy': 'identity',
  'a service control policy': 'scp',
  'a resource control policy': 'rcp',
};

/** The account of the examples that is someone else's. */
const circumstances = { ...NOTHING_KNOWN, isOwn: (account: string) => account !== '999988887777' };

const codesOf = async (text: string, type: PolicyType) => {
  const policies = await checkFile(text, 'example.json', type, circumstances);
  return [...new Set(policies.flatMap(({ findings }) => findings.map(({ code }) => code)))];
};

test('there is a page on each check, and on nothing else', () => {
  const pages = readdirSync(folder).filter((name) => name !== 'README.md');
  expect(pages.toSorted()).toEqual(CHECK_CODES.map((code) => `${code}.md`).toSorted());
});

describe.each(CHECK_CODES)('%s', (code) => {
  const page = readFileSync(`${folder}${code}.md`, 'utf8');
  const examples = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, example]) => example!);
  const type = TYPES[/## Wrong, in (.*)/.exec(page)?.[1] ?? '']!;

  test('says what the check says of itself', () => {
    expect(page).toContain(`**${CLASS_NAMES[CHECKS[code].class]}: ${CHECKS[code].title}.**`);
    expect(page.replaceAll('\n', ' ')).toContain(CHECKS[code].why);
    expect(page).toMatch(/^AWS: “.+”\./m);
  });

  test('the wrong example gives this finding and no other', async () => {
    expect(await codesOf(examples[0]!, type)).toEqual([code]);
  });

  test('the right example gives none', async () => {
    expect(await codesOf(examples[1]!, type)).toEqual([]);
  });
});
