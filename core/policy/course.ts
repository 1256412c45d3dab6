import type { Condition, RequestCondition } from '../model/condition.ts';
import { formulaOf, literalOf, simpleConditionsIn, type SimpleCondition, whenMissing } from './formula-of.ts';
import { all, type Formula, unreadable } from './formula.ts';

/** What one call of a chain asks for; null where it holds as it is. */
export interface Call {
  readonly callerName: string;
  readonly condition: Condition | null;
}

/**
 * A course that events can take: what a simple condition of a call comes to in it. Null: it stands alone.
 * `shared`: it is about the one value that the whole course is about, and that is there.
 */
export type Course = (call: number, key: string) => 'shared' | 'missing' | null;

/** Stands for the key of a role session's name in the session's own calls. */
export const SESSION = 'session';

/** Whether all calls can be granted in this course. */
export function isPossible(chain: readonly Call[], course: Course): boolean {
  const parts = chain.map(({ condition }, call) =>
    condition === null ? true : formulaOf(condition, (simple) => inCourse(simple, call, course)),
  );
  return all([literalOf(IS_GIVEN), ...parts]) !== false;
}

const SHARED = 'shared';
const IS_GIVEN: RequestCondition = { operator: 'Null', key: SHARED, values: ['false'] };

function inCourse(simple: SimpleCondition, call: number, course: Course): Formula {
  const reading = course(call, keyOf(simple));
  if (reading === 'missing' && 'key' in simple) return whenMissing(simple);
  if (reading === 'shared' && 'key' in simple) return literalOf({ ...simple, key: SHARED });
  if (reading === 'shared' && 'session' in simple)
    return literalOf({ operator: 'StringEquals', key: SHARED, values: [simple.session] });
  return unreadable(`${call} ${JSON.stringify(simple)}`);
}

export function keyOf(simple: SimpleCondition): string {
  if ('key' in simple) return simple.key.toLowerCase();
  return 'session' in simple ? SESSION : '';
}

export const keysIn = (condition: Condition | null): readonly string[] =>
  condition === null ? [] : simpleConditionsIn(condition).map(keyOf);

export const conjuncts = (condition: Condition): readonly Condition[] =>
  'all' in condition ? condition.all.flatMap(conjuncts) : [condition];
