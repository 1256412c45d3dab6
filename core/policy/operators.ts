import { globText, matchesGlob, type Glob } from './glob.ts';
import type { ConditionOperator } from './statement.ts';
import { addressInRange } from './ip-range.ts';

type Match = (wanted: Glob, value: string) => boolean;

const number = (compare: (value: number, wanted: number) => boolean): Match => comparing(Number, compare);
const date = (compare: (value: number, wanted: number) => boolean): Match => comparing(instant, compare);

function comparing(read: (text: string) => number, compare: (value: number, wanted: number) => boolean): Match {
  return (wanted, value) => value.trim() !== '' && wanted.trim() !== '' && compare(read(value), read(wanted));
}

/** Milliseconds since 1970, of an ISO 8601 date as the W3C profiles it or of seconds since 1970. */
export function instant(text: string): number {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const [date = '', time, zone] = W3C_DATE.exec(text) ?? [];
  // Without a zone, `Date.parse` would take a time for one of this machine's.
  return Date.parse(time !== undefined && zone === undefined ? `${date}Z` : date);
}

const W3C_DATE = /^\d{4}-\d\d(?:-\d\d(?:(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?)?$/;

/**
 * Whether one value meets one wanted value, for each operator but `Null`
 * ("IAM JSON policy elements: Condition operators").
 */
export const MATCHES: Readonly<Record<Exclude<ConditionOperator, 'Null'>, Match>> = {
  StringEquals: (wanted, value) => wanted === value,
  StringEqualsIgnoreCase: (wanted, value) => wanted.toLowerCase() === value.toLowerCase(),
  StringLike: matchesGlob,
  ArnLike: matchesArn,
  Bool: (wanted, value) => wanted.toLowerCase() === value.toLowerCase(),
  BinaryEquals: (wanted, value) => wanted === value,
  IpAddress: (wanted, value) => addressInRange(value, wanted),
  NumericEquals: number((value, wanted) => value === wanted),
  NumericLessThan: number((value, wanted) => value < wanted),
  NumericLessThanEquals: number((value, wanted) => value <= wanted),
  NumericGreaterThan: number((value, wanted) => value > wanted),
  NumericGreaterThanEquals: number((value, wanted) => value >= wanted),
  DateEquals: date((value, wanted) => value === wanted),
  DateLessThan: date((value, wanted) => value < wanted),
  DateLessThanEquals: date((value, wanted) => value <= wanted),
  DateGreaterThan: date((value, wanted) => value > wanted),
  DateGreaterThanEquals: date((value, wanted) => value >= wanted),
};

/** "Each of the six colon-delimited components of the ARN is checked separately." A lone `*` matches every ARN. */
function matchesArn(wanted: Glob, value: string): boolean {
  if (globText(wanted) === '*') return true;
  const fields = sixFields(value);
  return (
    isArnPattern(wanted) &&
    fields.length === 6 &&
    sixFields(wanted).every((pattern, index) => matchesGlob(pattern as Glob, fields[index]!))
  );
}

/** Whether some ARN may match it. */
export const isArnPattern = (wanted: Glob): boolean => globText(wanted) === '*' || sixFields(wanted).length === 6;

function sixFields(text: string): readonly string[] {
  const fields = text.split(':');
  return fields.length <= 6 ? fields : [...fields.slice(0, 5), fields.slice(5).join(':')];
}
