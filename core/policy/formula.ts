import type { ResolvedTest } from './resolved-test.ts';

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
  const members = new Map<string, Compound>();
  for (const part of parts) {
    if (part === dominant) return dominant;
    if (typeof part === 'boolean') continue;
    for (const member of part.type === type ? part.of : [part]) members.set(formulaKey(member), member);
  }
  if (members.size === 0) return !dominant;
  for (const member of members.values()) if (members.has(formulaKey(not(member)))) return dominant;
  const kept = [...members.values()].filter((member) => !isAbsorbed(member, members));
  return kept.length === 1 ? kept[0]! : { type, of: kept };
}

/** `a and (a or b)` is `a`; `a or (a and b)` is `a`. */
const isAbsorbed = (member: Compound, among: ReadonlyMap<string, Compound>): boolean =>
  (member.type === 'all' || member.type === 'any') && member.of.some((inner) => among.has(formulaKey(inner)));
