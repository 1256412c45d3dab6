import { describe } from './describe.ts';

/** The first place where a value has not the shape it should have. */
export interface Mismatch {
  /** JSON path below the value that was checked: `.Tags[2].Key`. */
  readonly path: string;
  readonly expected: string;
  readonly found: unknown;
}

/** Says where a value has not the shape it should have; null where it has. */
export type Check = (value: unknown) => Mismatch | null;

export const sentence = ({ path, expected, found }: Mismatch, root = '$'): string =>
  `${root}${path}: expected ${expected}, found ${describe(found)}.`;

const mismatch = (expected: string, found: unknown): Mismatch => ({ path: '', expected, found });

const within = (step: string, inner: Mismatch): Mismatch => ({ ...inner, path: step + inner.path });

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const anything: Check = () => null;
export const text: Check = (value) => (typeof value === 'string' ? null : mismatch('text', value));
export const number: Check = (value) => (typeof value === 'number' ? null : mismatch('a number', value));
export const boolean: Check = (value) => (typeof value === 'boolean' ? null : mismatch('true or false', value));

export const matching =
  (pattern: RegExp, expected: string): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? null : mismatch(expected, value);

export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined ? null : check(value);

export const list =
  (item: Check): Check =>
  (value) => {
    if (!Array.isArray(value)) return mismatch('a list', value);
    for (let at = 0; at < value.length; at++) {
      const found = item(value[at]);
      if (found !== null) return within(`[${at}]`, found);
    }
    return null;
  };

/** An object with a check for each field of `T`; it may have other fields. */
export function object<T>(fields: { readonly [Field in keyof T]-?: Check }): Check {
  const checks = Object.entries<Check>(fields);
  return (value) => {
    if (!isObject(value)) return mismatch('an object', value);
    for (const [name, check] of checks) {
      const found = check(value[name]);
      if (found !== null) return within(`.${name}`, found);
    }
    return null;
  };
}
