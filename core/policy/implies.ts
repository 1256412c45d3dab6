import { all, type Formula, not } from './formula.ts';

/** Whether `b` holds wherever `a` does. Never true wrongly; may be false where it takes more than the parts of both to see it. */
export function implies(a: Formula, b: Formula): boolean {
  if (typeof a === 'boolean' || typeof b === 'boolean') return a === false || b === true;
  if (b.type === 'all') return b.of.every((part) => implies(a, part));
  if (a.type === 'any') return a.of.every((part) => implies(part, b));
  if (b.type === 'any' && b.of.some((part) => implies(a, part))) return true;
  if (a.type === 'all' && a.of.some((part) => implies(part, b))) return true;
  return all([a, not(b)]) === false;
}
