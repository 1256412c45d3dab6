import { isIP } from 'node:net';
import type { Condition } from './document.ts';
import { expand, like, plain, type Context } from './match.ts';

/** Two-valued: whether a condition holds in one request, by the page "IAM JSON policy elements: Condition operators". */
export function holds(condition: Condition, context: Context, hasVariables: boolean): boolean {
  const actual = context.get(condition.key) ?? [];
  const absent = actual.length === 0;
  if (absent && condition.quantifier === 'ForAllValues') return true;
  if (absent && condition.quantifier === 'ForAnyValue') return condition.ifExists;
  if (condition.operator === 'Null') return condition.values.some((value) => value.toLowerCase() === String(absent));

  const negated = /Not/.test(condition.operator);
  if (absent) return condition.ifExists || negated;
  const wanted = condition.values
    .map((value) => (hasVariables ? expand(value, context) : value))
    .filter((value) => value !== null);
  const compare = COMPARISONS[condition.operator.replace('Not', '')]!;
  const satisfies = (value: string) => wanted.some((pattern) => compare(value, pattern)) !== negated;
  if (condition.quantifier === 'ForAllValues') return actual.every(satisfies);
  if (condition.quantifier === 'ForAnyValue') return actual.some(satisfies);
  return negated ? actual.every(satisfies) : actual.some(satisfies);
}

type Comparison = (actual: string, wanted: string) => boolean;

const number =
  (compare: (a: number, b: number) => boolean): Comparison =>
  (actual, wanted) =>
    compare(decimal(actual), decimal(wanted));

const decimal = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

const date =
  (compare: (a: number, b: number) => boolean): Comparison =>
  (actual, wanted) =>
    compare(instant(actual), instant(wanted));

/** Milliseconds of an ISO 8601 date, of UTC unless it says otherwise, or of seconds since 1970. */
export function instant(text: string): number {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  if (!/^\d{4}-\d\d/.test(text)) return Number.NaN;
  return Date.parse(/T[\d:.]+$/.test(text) ? `${text}Z` : text);
}

const arn: Comparison = (actual, wanted) => {
  if (wanted === '*') return true;
  const [values, patterns] = [components(actual), components(wanted)];
  return values.length === 6 && patterns.length === 6 && patterns.every((pattern, i) => like(pattern, values[i]!));
};

/** "Each of the six colon-delimited components of the ARN is checked separately." */
const components = (text: string): string[] => {
  const parts = text.split(':');
  return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
};

const inNetwork: Comparison = (actual, wanted) => {
  const [network, length] = wanted.split('/') as [string, string?];
  const [address, base] = [bits(actual), bits(network)];
  const prefix = length === undefined ? base.length : Number(length);
  return isIP(network) > 0 && address.length === base.length && address.slice(0, prefix) === base.slice(0, prefix);
};

/** An address as a string of 32 or 128 zeros and ones. */
export function bits(address: string): string {
  if (!address.includes(':'))
    return address
      .split('.')
      .map((part) => binary(parseInt(part, 10), 8))
      .join('');
  const [head = [], tail = []] = withoutDots(address)
    .split('::')
    .map((half) => half.split(':').filter((part) => part !== ''));
  const zeros = Array<string>(8 - head.length - tail.length).fill('0');
  return [...head, ...zeros, ...tail].map((part) => binary(parseInt(part, 16), 16)).join('');
}

/** The notation `::ffff:203.0.113.7` writes the last 32 bits as an address of version 4. */
const withoutDots = (address: string) =>
  address.replace(/[\d]+\.[\d.]+$/, (tail) =>
    bits(tail)
      .replace(/.{16}/g, (group) => `${parseInt(group, 2).toString(16)}:`)
      .slice(0, -1),
  );

const binary = (number: number, width: number) => number.toString(2).padStart(width, '0');

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  StringEquals: (actual, wanted) => actual === plain(wanted),
  StringEqualsIgnoreCase: (actual, wanted) => actual.toLowerCase() === plain(wanted).toLowerCase(),
  StringLike: (actual, wanted) => like(wanted, actual),
  ArnEquals: arn,
  ArnLike: arn,
  Bool: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
  BinaryEquals: (actual, wanted) => actual === wanted,
  IpAddress: inNetwork,
  NumericEquals: number((a, b) => a === b),
  NumericLessThan: number((a, b) => a < b),
  NumericLessThanEquals: number((a, b) => a <= b),
  NumericGreaterThan: number((a, b) => a > b),
  NumericGreaterThanEquals: number((a, b) => a >= b),
  DateEquals: date((a, b) => a === b),
  DateLessThan: date((a, b) => a < b),
  DateLessThanEquals: date((a, b) => a <= b),
  DateGreaterThan: date((a, b) => a > b),
  DateGreaterThanEquals: date((a, b) => a >= b),
};
