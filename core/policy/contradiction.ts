import type { Condition, RequestCondition } from '../model/condition.ts';
import { conjuncts, type Call, type Course, isPossible, keyOf, keysIn, SESSION } from './course.ts';
import { formulaOf, whenMissing } from './formula-of.ts';
import { quoted, sentencesOf } from './sentence.ts';

/**
 * Why no one can make all the calls of a chain, one after the other, as a sentence; null where nothing shows it. Calls
 * exclude each other by what is passed on from call to call, and by nothing else: each is about its own caller.
 * `startsInSession`: the first caller may be a session that carries something already.
 */
export function contradictionOf(chain: readonly Call[], startsInSession: boolean): string | null {
  return sourceIdentityOf(chain, startsInSession) ?? sessionTagsOf(chain) ?? sessionNamesOf(chain);
}

/**
 * "The value that is set persists when a role is used to assume another role … cannot be changed", and is then there under
 * both keys ("Monitor and control actions taken with assumed roles"). So it is set in some call, or before, or never.
 */
function sourceIdentityOf(chain: readonly Call[], startsInSession: boolean): string | null {
  const before = startsInSession ? [-1] : [];
  const courses = [...before, ...chain.keys(), chain.length].map(sourceIdentityCourse);
  return contradictionIn(chain, courses, 'A source identity stays what it was when it was first set');
}

const sourceIdentityCourse =
  (setIn: number): Course =>
  (call, key) => {
    if (key === 'sts:sourceidentity') return setIn <= call ? 'shared' : 'missing';
    if (key === 'aws:sourceidentity') return setIn < call ? 'shared' : 'missing';
    return null;
  };

/**
 * The tags passed in a call are those of the caller in the next ("Pass session tags in AWS STS"). One that is passed as
 * transitive is inherited by every later session, and "if you pass a session tag with the same key as an inherited tag, the
 * operation fails" ("AssumeRole"). What a role is tagged with itself is not known here.
 */
function sessionTagsOf(chain: readonly Call[]): string | null {
  for (const [first, { condition }] of chain.entries())
    for (const tag of tagsPassed(condition)) {
      const transitive = mustBeTransitive(condition!, tag);
      const rule = transitive ? 'is transitive and cannot be passed anew' : 'is that of the session';
      for (const later of chain.slice(first + 1, transitive ? chain.length : first + 2)) {
        const pair = [chain[first]!, later];
        const found = contradictionIn(pair, tagCourses(tag, transitive), `The session tag ${quoted(tag)} ${rule}`);
        if (found !== null) return found;
      }
    }
  return null;
}

const REQUEST = 'aws:requesttag/';

/** The courses of a call that may pass the tag, and of a later one. */
function tagCourses(tag: string, transitive: boolean): readonly Course[] {
  const passed =
    (again: 'shared' | 'missing' | null): Course =>
    (call, key) => {
      if (key === `aws:principaltag/${tag}`) return call === 1 ? 'shared' : null;
      if (key === REQUEST + tag) return call === 0 ? 'shared' : again;
      return null;
    };
  // Whether what is inherited counts as passed is not documented: both are possible.
  if (transitive) return [passed('missing'), passed('shared')];
  return [passed(null), (call, key) => (call === 0 && key === REQUEST + tag ? 'missing' : null)];
}

const tagsPassed = (condition: Condition | null): ReadonlySet<string> =>
  new Set(keysIn(condition).flatMap((key) => (key.startsWith(REQUEST) ? [key.slice(REQUEST.length)] : [])));

/** Whether a call that passes the tag as one that is not transitive is refused. */
function mustBeTransitive(condition: Condition, tag: string): boolean {
  const asked = conjuncts(condition).filter(
    (each): each is RequestCondition => 'key' in each && keyOf(each) === 'sts:transitivetagkeys',
  );
  const isGiven = asked.some((test) => !whenMissing(test));
  return isGiven && asked.some((test) => isOnlyValue(test, tag));
}

const isOnlyValue = ({ operator, values }: RequestCondition, text: string): boolean =>
  /^(For(Any|All)Values?:)?StringEquals$/.test(operator) && values.length === 1 && values[0]!.toLowerCase() === text;

/** A trust policy that names a session is about the name that the call before gave it. */
function sessionNamesOf(chain: readonly Call[]): string | null {
  for (const [first, later] of chain.slice(1).entries()) {
    const found = contradictionIn([chain[first]!, later], [nameCourse], 'A session has the name that it was given');
    if (found !== null) return found;
  }
  return null;
}

const nameCourse: Course = (call, key) => (key === (call === 0 ? 'sts:rolesessionname' : SESSION) ? 'shared' : null);

/** That the calls ask for what none of the courses grants, by a rule; null where they are possible in one. */
function contradictionIn(chain: readonly Call[], courses: readonly Course[], rule: string): string | null {
  const calls = chain.flatMap(({ callerName, condition }, call) => {
    const isAbout = (key: string): boolean => courses.some((course) => course(call, key) !== null);
    const asked = (condition === null ? [] : conjuncts(condition)).filter((each) => keysIn(each).some(isAbout));
    return asked.length === 0 ? [] : [{ callerName, asked }];
  });
  if (calls.length === 0 || courses.some((course) => isPossible(chain, course))) return null;
  return `${rule}: ${calls.map(askText).join(', ')}.`;
}

const askText = ({ callerName, asked }: { callerName: string; asked: readonly Condition[] }): string =>
  `the call of ${quoted(callerName)} ${asked
    .flatMap((each) => sentencesOf(formulaOf(each)))
    .map((sentence) => (/^(not )?as /.test(sentence) ? `is made ${sentence}` : `asks for ${sentence}`))
    .join(' and ')}`;
