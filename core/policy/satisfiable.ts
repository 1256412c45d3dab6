import { coversGlob, globOf, globsMeet, literalGlob, type Glob } from './glob.ts';
import { parseRange, type AddressRange } from './ip-range.ts';
import { instant, MATCHES } from './operators.ts';
import type { ResolvedTest } from './resolved-test.ts';

/** What a literal says of the value of one condition key. */
export interface Constraint {
  readonly test: ResolvedTest;
  readonly negated: boolean;
}

/**
 * Whether some value of a key, or its absence, meets every constraint on it. True where that cannot be told:
 * a hop is never dropped for a contradiction that is none.
 */
export function isSatisfiable(constraints: readonly Constraint[]): boolean {
  return constraints.every(holdsWhenMissing) || isSatisfiableWhenPresent(constraints);
}

/** A positive operator fails on a missing key; its opposite holds; so does IfExists. */
export function holdsWhenMissing({ test, negated }: Constraint): boolean {
  return (test.operator === 'Null' ? test.values.some(isTrue) : test.ifExists) !== negated;
}

const isTrue = (text: string): boolean => text.toLowerCase() === 'true';

/** Whether some value meets every constraint; true where that cannot be told. */
export function isSatisfiableWhenPresent(constraints: readonly Constraint[]): boolean {
  const [absences, valued] = divide(constraints, ({ test }) => test.operator === 'Null');
  if (absences.some(({ test, negated }) => test.values.every(isTrue) !== negated)) return false;
  const values = finiteChoice(valued);
  if (values !== null) return values.some((value) => valued.every((constraint) => meets(constraint, value)));
  return textsMeet(valued) && numbersMeet(valued) && addressesMeet(valued);
}

/**
 * The values that are left to choose from, where a constraint names them all. A number or a date can be written in
 * several ways: one of them stands for all only among its like.
 */
function finiteChoice(constraints: readonly Constraint[]): readonly string[] | null {
  const operators = constraints.map(({ test }) => test.operator);
  if (operators.includes('Bool')) return ['true', 'false'];
  const isAmongLike = (type: string): boolean => operators.every((operator) => operator.startsWith(type));
  const exact = constraints.find(({ test, negated }) => {
    const [, type] = /^(String|Binary|Numeric|Date)Equals$/.exec(test.operator) ?? [];
    if (type === undefined || negated) return false;
    return type === 'String' || type === 'Binary' || isAmongLike(type);
  });
  return exact?.test.values ?? null;
}

/** Whether a value that is present meets the constraint. */
function meets({ test, negated }: Constraint, value: string): boolean {
  const matches = MATCHES[test.operator as keyof typeof MATCHES];
  return test.values.some((wanted) => matches(globOfValue(test, wanted), value)) !== negated;
}

const globOfValue = ({ operator }: ResolvedTest, text: string): Glob =>
  operator === 'StringLike' || operator === 'ArnLike' ? globOf(text) : literalGlob(text);

/** Patterns: each positive constraint must keep a pattern that meets one of every other and that no negative one swallows. */
function textsMeet(constraints: readonly Constraint[]): boolean {
  const [excluded, wanted] = divide(ofOperators(constraints, ['StringLike', 'ArnLike']), ({ negated }) => negated);
  const globs = ({ test }: Constraint): Glob[] => test.values.map((value) => globOfValue(test, value));
  const swallows = ({ test }: Constraint, outer: Glob, glob: Glob): boolean =>
    test.operator === 'ArnLike' ? MATCHES.ArnLike(outer, glob) : coversGlob(outer, glob);
  const isSwallowed = (glob: Glob): boolean =>
    excluded.some((each) => globs(each).some((outer) => swallows(each, outer, glob)));
  const meetsAll = (glob: Glob): boolean => wanted.every((other) => globs(other).some((each) => globsMeet(each, glob)));
  return wanted.every((constraint) => globs(constraint).some((glob) => !isSwallowed(glob) && meetsAll(glob)));
}

/** Numbers and dates: the tightest bounds must leave something between them. */
function numbersMeet(constraints: readonly Constraint[]): boolean {
  return ['Numeric', 'Date'].every((type) => {
    let low: Bound = { at: -Infinity, open: true };
    let high: Bound = { at: Infinity, open: true };
    for (const constraint of constraints) {
      const bound = boundOf(constraint, type);
      if (bound?.side === 'low') low = tighter(low, bound, low.at < bound.at);
      if (bound?.side === 'high') high = tighter(high, bound, high.at > bound.at);
    }
    return low.at < high.at || (low.at === high.at && !low.open && !high.open);
  });
}

interface Bound {
  readonly at: number;
  readonly open: boolean;
}

const tighter = (held: Bound, added: Bound, isTighter: boolean): Bound =>
  isTighter || (held.at === added.at && added.open) ? added : held;

/** With several values, one that is met is enough: the loosest counts; turned round, the tightest. Nothing meets what is no number. */
function boundOf({ test, negated }: Constraint, type: string): (Bound & { readonly side: 'low' | 'high' }) | null {
  const [, found, direction, equals] = /^(Numeric|Date)(LessThan|GreaterThan)(Equals)?$/.exec(test.operator) ?? [];
  if (found !== type) return null;
  const matches = MATCHES[type === 'Date' ? 'DateEquals' : 'NumericEquals'];
  const comparable = test.values.filter((value) => matches(literalGlob(value), value));
  const values = comparable.map(type === 'Date' ? instant : Number);
  const isUpper = direction === 'LessThan';
  const at = isUpper ? Math.max(...values) : Math.min(...values);
  return { at, open: (equals === undefined) !== negated, side: isUpper !== negated ? 'high' : 'low' };
}

/** Addresses: what the positive constraints have in common, less what the negative ones take away. */
function addressesMeet(constraints: readonly Constraint[]): boolean {
  const [excluded, wanted] = divide(ofOperators(constraints, ['IpAddress']), ({ negated }) => negated);
  if (wanted.length === 0) return true;
  const ranges = ({ test }: Constraint): AddressRange[] => test.values.flatMap((value) => parseRange(value) ?? []);
  const common = wanted.map(ranges).reduce((left, right) => left.flatMap((a) => right.flatMap((b) => overlap(a, b))));
  return (
    excluded.flatMap(ranges).reduce((left, hole) => left.flatMap((range) => without(range, hole)), common).length > 0
  );
}

function overlap(a: AddressRange, b: AddressRange): AddressRange[] {
  const first = a.first > b.first ? a.first : b.first;
  const last = a.last < b.last ? a.last : b.last;
  return a.bits === b.bits && first <= last ? [{ bits: a.bits, first, last }] : [];
}

function without(range: AddressRange, hole: AddressRange): AddressRange[] {
  if (overlap(range, hole).length === 0) return [range];
  const before = range.first < hole.first ? [{ ...range, last: hole.first - 1n }] : [];
  return range.last > hole.last ? [...before, { ...range, first: hole.last + 1n }] : before;
}

const ofOperators = (constraints: readonly Constraint[], operators: readonly string[]): Constraint[] =>
  constraints.filter(({ test }) => operators.includes(test.operator));

function divide<Item>(items: readonly Item[], belongs: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}
