import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { all, any, formulaKey, inSession, not, unreadable, type Formula } from '../../../core/policy/formula.ts';

const NAMES = ['a', 'b', 'c'] as const;
const atoms = fc.constantFrom(...NAMES).map(unreadable);
const { formula: formulas } = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { depthSize: 'small' },
    fc.boolean(),
    atoms,
    fc.array(tie('formula'), { maxLength: 3 }).map(all),
    fc.array(tie('formula'), { maxLength: 3 }).map(any),
    tie('formula').map(not),
  ),
}));
const worlds = fc.subarray([...NAMES]).map((held) => new Set<string>(held));

/** What the formula says where just these atoms hold. */
function valueOf(formula: Formula, held: ReadonlySet<string>): boolean {
  if (typeof formula === 'boolean') return formula;
  if (formula.type === 'all') return formula.of.every((part) => valueOf(part, held));
  if (formula.type === 'any') return formula.of.some((part) => valueOf(part, held));
  return formula.type === 'unreadable' && held.has(formula.policy) !== formula.negated;
}

describe('a formula', () => {
  it('means the conjunction, the disjunction, the negation of its parts, however it is simplified', () => {
    fc.assert(
      fc.property(fc.array(formulas, { maxLength: 4 }), worlds, (parts, held) => {
        expect(valueOf(all(parts), held)).toBe(parts.every((part) => valueOf(part, held)));
        expect(valueOf(any(parts), held)).toBe(parts.some((part) => valueOf(part, held)));
        for (const part of parts) expect(valueOf(not(part), held)).toBe(!valueOf(part, held));
      }),
    );
  });

  it('drops repetitions, constants and what another part already says', () => {
    const [a, b] = [unreadable('a'), unreadable('b')];
    expect(all([a, true, a])).toBe(a);
    expect(all([a, any([a, b])])).toBe(a);
    expect(any([a, all([a, b])])).toBe(a);
    expect(all([])).toBe(true);
    expect(any([])).toBe(false);
  });

  it('sees that a proposition and its opposite exclude each other, and that one of them holds', () => {
    const a = unreadable('a');
    expect(all([a, unreadable('b'), not(a)])).toBe(false);
    expect(any([a, not(a)])).toBe(true);
  });

  it('takes away from a choice what cannot be besides the rest', () => {
    const [a, b, c] = [unreadable('a'), unreadable('b'), unreadable('c')];
    expect(all([a, any([not(a), b])])).toEqual(all([a, b]));
    expect(any([a, all([not(a), b])])).toEqual(any([a, b]));
    expect(all([a, any([all([b, not(a)]), c])])).toEqual(all([a, c]));
  });

  it('knows that a session has one name', () => {
    const [ann, bob] = [inSession('ann'), inSession('bob')];
    expect(all([ann, bob])).toBe(false);
    expect(all([ann, not(bob)])).toBe(ann);
  });

  it('is identified by what it says', () => {
    expect(formulaKey(not(unreadable('a')))).not.toBe(formulaKey(unreadable('a')));
    expect(formulaKey(not(not(unreadable('a'))))).toBe(formulaKey(unreadable('a')));
  });
});
