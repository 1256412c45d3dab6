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

/** Stands for the key of a role session's name in the session's own calls, which `aws:userid` tells of as well. */
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
  if (reading === 'shared' && 'key' in simple)
    return literalOf({ ...simple, key: SHARED, values: sessionNamesIn(simple) ?? simple.values });
  if (reading === 'shared' && 'session' in simple)
    return literalOf({ operator: 'StringEquals', key: SHARED, values: [simple.session] });
  return unreadable(`${call} ${JSON.stringify(simple)}`);
}

export function keyOf(simple: SimpleCondition): string {
  if ('key' in simple) return sessionNamesIn(simple) === null ? simple.key.toLowerCase() : SESSION;
  return 'session' in simple ? SESSION : '';
}

/**
 * The session names that an `aws:userid` may end in, "role-id:caller-specified-role-name" ("IAM policy elements: Variables
 * and tags"); null where the condition is about something else, or leaves open where the name begins.
 */
function sessionNamesIn({ operator, key, values }: RequestCondition): readonly string[] | null {
  if (key.toLowerCase() !== 'aws:userid' || !/^String(Equals|EqualsIgnoreCase|Like)$/.test(operator)) return null;
  return values.every((value) => value.includes(':')) ? values.map((value) => value.replace(/^[^:]*:/, '')) : null;
}

export const keysIn = (condition: Condition | null): readonly string[] =>
  condition === null ? [] : simpleConditionsIn(condition).map(keyOf);

export const conjuncts = (condition: Condition): readonly Condition[] =>
  'all' in condition ? condition.all.flatMap(conjuncts) : [condition];
