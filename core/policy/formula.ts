import { companionsExclude } from './companions.ts';
import { isPlain, type ResolvedTest } from './resolved-test.ts';
import { isSatisfiable, type Constraint } from './satisfiable.ts';

/**
 * What remains of a decision once everything known has been filled in: true, false, or a proposition over what is
 * not known. The functions below keep it simplified: no constants inside, flat, without repetition.
 */
export type Formula = boolean | Compound;
type Compound = Literal | All | Any;

export type Literal = (ConditionLiteral | SessionLiteral | DelegatedLiteral | UnreadableLiteral) & {
  readonly negated: boolean;
  /** Identity of the proposition, without its sign. */
  readonly key: string;
};

/** A condition whose outcome depends on the request. */
interface ConditionLiteral {
  readonly type: 'condition';
  readonly test: ResolvedTest;
  /** Of a qualified test (ForAnyValue, ForAllValues): whether its operator is a `Not` form. */
  readonly within: boolean;
}

/** The caller is the role's session of this name. */
interface SessionLiteral {
  readonly type: 'session';
  readonly session: string;
}

/** The caller's own account, which is not in the snapshot, must allow the call. */
interface DelegatedLiteral {
  readonly type: 'delegated';
  readonly account: string;
}

/** A policy that limits the caller could not be read. */
interface UnreadableLiteral {
  readonly type: 'unreadable';
  readonly policy: string;
}

export interface All {
  readonly type: 'all';
  readonly of: readonly Compound[];
}

export interface Any {
  readonly type: 'any';
  readonly of: readonly Compound[];
}

export const delegated = (account: string): Literal => ({
  type: 'delegated',
  account,
  negated: false,
  key: `delegated ${account}`,
});

export const inSession = (session: string): Literal => ({
  type: 'session',
  session,
  negated: false,
  key: `session ${session}`,
});

export const unreadable = (policy: string): Literal => ({
  type: 'unreadable',
  policy,
  negated: false,
  key: `unreadable ${policy}`,
});

/** Identity of a formula: equal for formulas that say the same in the same order. */
export function formulaKey(formula: Formula): string {
  if (typeof formula === 'boolean') return formula ? 'true' : 'false';
  if (formula.type === 'all' || formula.type === 'any')
    return `${formula.type}(${formula.of.map(formulaKey).join(' ')})`;
  return formula.negated ? `!${formula.key}` : formula.key;
}

/** Every literal in a formula. */
export function literalsIn(formula: Formula): readonly Literal[] {
  if (typeof formula === 'boolean') return [];
  return isLiteral(formula) ? [formula] : formula.of.flatMap(literalsIn);
}

/** The parts of which all must hold. */
export function conjunctsOf(formula: Formula): readonly Compound[] {
  if (typeof formula === 'boolean') return [];
  return formula.type === 'all' ? formula.of : [formula];
}

export const all = (parts: readonly Formula[]): Formula => combine('all', parts, false);

export const any = (parts: readonly Formula[]): Formula => combine('any', parts, true);

export function not(formula: Formula): Formula {
  if (typeof formula === 'boolean') return !formula;
  if (formula.type === 'all') return any(formula.of.map(not));
  if (formula.type === 'any') return all(formula.of.map(not));
  return { ...formula, negated: !formula.negated };
}

/** Both connectives at once: `dominant` is the constant that decides alone. */
function combine(type: 'all' | 'any', parts: readonly Formula[], dominant: boolean): Formula {
  if (parts.includes(dominant)) return dominant;
  const open = parts.filter((part) => typeof part !== 'boolean');
  if (open.length === 0) return !dominant;
  const members = new Map<string, Compound>();
  for (const part of open)
    for (const member of part.type === type ? part.of : [part]) members.set(formulaKey(member), member);
  const needed = [...members.values()].filter((member) => !isAbsorbed(member, members));
  if (excludeEachOther(needed, type === 'any')) return dominant;
  const kept = withoutImplied(type, needed);
  const pruned = prune(type, kept);
  if (pruned !== null) return combine(type, pruned, dominant);
  return kept.length === 1 ? kept[0]! : { type, of: kept };
}

/** `a and b` is `a` where `a` cannot hold without `b`; `a or b` is `b` then. Of two that say the same, the first stays. */
function withoutImplied(type: 'all' | 'any', members: readonly Compound[]): readonly Compound[] {
  const replaces = (member: Compound, other: Compound): boolean =>
    isLiteral(other) && excludeEachOther([member, { ...other, negated: !other.negated }], type === 'any');
  return members.filter(
    (member, index) =>
      !members.some((other, at) => at !== index && replaces(other, member) && (at < index || !replaces(member, other))),
  );
}

/**
 * `a and (b or c)` is `a and c` where `a` and `b` exclude each other; `a or (b and c)` is `a or c` where one of `a` and
 * `b` always holds. Null where nothing is to be taken away.
 */
function prune(type: 'all' | 'any', members: readonly Compound[]): readonly Formula[] | null {
  let changed = false;
  const pruned = members.map((member): Formula => {
    if (isLiteral(member)) return member;
    const inner = member.of.filter((part) => {
      const parts = isLiteral(part) ? [part] : part.of;
      return !excludeEachOther([...members, ...parts], type === 'any');
    });
    if (inner.length === member.of.length) return member;
    changed = true;
    return type === 'all' ? any(inner) : all(inner);
  });
  return changed ? pruned : null;
}

const isLiteral = (formula: Compound): formula is Literal => formula.type !== 'all' && formula.type !== 'any';

/** `a and (a or b)` is `a`; `a or (a and b)` is `a`. */
const isAbsorbed = (member: Compound, among: ReadonlyMap<string, Compound>): boolean =>
  (member.type === 'all' || member.type === 'any') && member.of.some((inner) => among.has(formulaKey(inner)));

/**
 * Whether no request meets all the members (with `opposite`: whether every request meets one, since none meets the
 * opposite of them all), as far as a proposition and its opposite, the values of single keys, and of those that go
 * together, tell.
 */
function excludeEachOther(members: readonly Compound[], opposite: boolean): boolean {
  const signs = new Map<string, boolean>();
  const byKey = new Map<string, Constraint[]>();
  for (const member of members.filter(isLiteral)) {
    if (signs.get(member.key) === !member.negated) return true;
    signs.set(member.key, member.negated);
    const test = testOf(member);
    if (test === null || !isPlain(test)) continue;
    const key = test.key.toLowerCase();
    byKey.set(key, [...(byKey.get(key) ?? []), { test, negated: member.negated !== opposite }]);
  }
  // What nothing meets by itself has become no literal.
  const contradictsItself = [...byKey.values()].some(
    (constraints) => constraints.length > 1 && !isSatisfiable(constraints),
  );
  return contradictsItself || (byKey.size > 1 && companionsExclude(byKey));
}

/** A session has one name. */
const testOf = (literal: Literal): ResolvedTest | null =>
  literal.type === 'session'
    ? { operator: 'StringEquals', qualifier: null, ifExists: false, key: 'session', values: [literal.session] }
    : literal.type === 'condition'
      ? literal.test
      : null;
