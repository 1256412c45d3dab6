import { assert, nat, property, string } from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { printable, printableAll } from '../../cli/output/printable.ts';
import { styleFor } from '../../cli/output/style.ts';
import { table } from '../../cli/output/table.ts';
import { reference } from '../../cli/output/names.ts';

describe('printable', () => {
  test.each([
    ['an escape sequence', '\u001b[2Jgone', '\\u001b[2Jgone'],
    ['a C1 control', 'a\u009b31mb', 'a\\u009b31mb'],
    ['a new line', 'one\ntwo\r', 'one\\u000atwo\\u000d'],
    ['marks that reorder text', 'user\u202Egnp.exe\u2066', 'user\\u202egnp.exe\\u2066'],
    ['what nobody sees', 'ad\u200bmin\ufeff', 'ad\\u200bmin\\ufeff'],
    ['nothing else', 'naïve 日本語 🦊 → "x"', 'naïve 日本語 🦊 → "x"'],
  ])('spells out %s', (_what, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test('reaches every string of a value, its names left as they are', () => {
    const value = { name: '\u001b', list: [{ sid: 'a\n' }, null, 1, true] };
    expect(printableAll(value)).toEqual({ name: '\\u001b', list: [{ sid: 'a\\u000a' }, null, 1, true] });
  });

  test('leaves nothing that a terminal obeys', () => {
    assert(
      property(string({ unit: nat(0xffff).map((code) => String.fromCharCode(code)) }), (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      }),
    );
  });
});

describe('table', () => {
  test('aligns columns by what is seen, not by bytes or colour codes', () => {
    expect(
      table([
        ['日本', 'x', 'end'],
        ['\u001b[31mred\u001b[39m', '', 'last'],
        ['🦊', 'middle'],
      ]),
    ).toEqual(['日本   x       end', '\u001b[31mred\u001b[39m          last', '🦊    middle']);
  });
});

describe('colour', () => {
  afterEach(() => void vi.unstubAllEnvs());

  test('is for terminals', () => {
    vi.stubEnv('NO_COLOR', undefined);
    vi.stubEnv('TERM', 'xterm');
    expect(styleFor({ isTTY: true }).verdict('DENIED')).toBe('\u001b[31mDENIED\u001b[39m');
    expect(styleFor({}).verdict('DENIED')).toBe('DENIED');
  });

  test.each([
    ['NO_COLOR', '1'],
    ['TERM', 'dumb'],
  ])('is off with %s=%s', (name, value) => {
    vi.stubEnv(name, value);
    expect(styleFor({ isTTY: true }).bold('x')).toBe('x');
  });
});

describe('names', () => {
  test.each([
    ['arn:aws:iam::111122223333:role/team/x/Admin', '111122223333/Admin'],
    ['arn:aws-cn:iam::111122223333:user/alice', '111122223333/alice'],
    ['service:ec2.amazonaws.com', 'service:ec2.amazonaws.com'],
    ['arn:aws:sts::111122223333:assumed-role/Admin/session', 'arn:aws:sts::111122223333:assumed-role/Admin/session'],
  ])('%s is referred to as %s, which can be typed again', (id, short) => {
    expect(reference(id)).toBe(short);
  });
});
