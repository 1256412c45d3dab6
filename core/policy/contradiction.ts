import type { Condition, RequestCondition } from '../model/condition.ts';
import { conjuncts, type Call, type Course, isPossible, keysIn, SESSION } from './course.ts';
import { formulaOf } from './formula-of.ts';
import { quoted, sentencesOf } from './sentence.ts';

/**
 * Why no one can make all the calls of a chain, one after the other, as a sentence; null where nothing shows it. Two calls
 * can exclude each other by what is passed on from call to call, and by nothing else: each is about its own caller.
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
  const calls = callsAbout(chain, (key) => key === 'aws:sourceidentity' || key === 'sts:sourceidentity');
  if (calls.length < 2) return null;
  for (let setIn = startsInSession ? -1 : 0; setIn <= chain.length; setIn++) {
    const course: Course = (call, key) => {
      if (key === 'sts:sourceidentity') return setIn <= call ? 'shared' : 'missing';
      if (key === 'aws:sourceidentity') return setIn < call ? 'shared' : 'missing';
      return null;
    };
    if (isPossible(chain, course)) return null;
  }
  return `A source identity stays what it was when it was first set: ${asks(calls)}.`;
}

/**
 * The tags passed in a call are those of the caller in the next ("Pass session tags in AWS STS"). One that is passed as
 * transitive is inherited by every later session, and "if you pass a session tag with the same key as an inherited tag, the
 * operation fails" ("AssumeRole"). What a role is tagged with itself is not known here.
 */
function sessionTagsOf(chain: readonly Call[]): string | null {
  for (const [first, { condition }] of chain.entries())
    for (const tag of tagsPassed(condition)) {
      const transitive = mustBeTransitive(condition!, tag);
      for (const later of chain.slice(first + 1, transitive ? chain.length : first + 2)) {
        const found = sessionTagIn([chain[first]!, later], tag, transitive);
        if (found !== null) return found;
      }
    }
  return null;
}

/** Of a call that may pass the tag, and of a later one. */
function sessionTagIn(pair: readonly Call[], tag: string, transitive: boolean): string | null {
  const calls = callsAbout(pair, (key, call) => key === REQUEST + tag || (call === 1 && key === PRINCIPAL + tag));
  if (calls.length < 2) return null;
  if (tagCourses(tag, transitive).some((course) => isPossible(pair, course))) return null;
  const rule = transitive ? 'is transitive and cannot be passed anew' : 'is that of the session';
  return `The session tag ${quoted(tag)} ${rule}: ${asks(calls)}.`;
}

const REQUEST = 'aws:requesttag/';
const PRINCIPAL = 'aws:principaltag/';

/** The courses of a call that may pass the tag, and of a later one. */
function tagCourses(tag: string, transitive: boolean): readonly Course[] {
  const passed =
    (again: 'shared' | 'missing' | null): Course =>
    (call, key) => {
      if (key === PRINCIPAL + tag) return call === 1 ? 'shared' : null;
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
    (each): each is RequestCondition => 'key' in each && each.key.toLowerCase() === 'sts:transitivetagkeys',
  );
  const given = asked.some(({ operator, values }) => operator === 'Null' && values.every((value) => value === 'false'));
  return asked.some(({ operator, values }) => {
    const isThisOne = values.length === 1 && values[0]!.toLowerCase() === tag;
    if (operator === 'ForAllValues:StringEquals') return isThisOne && given;
    return isThisOne && (operator === 'StringEquals' || operator === 'ForAnyValue:StringEquals');
  });
}

/** A trust policy that names a session is about the name that the call before gave it. */
function sessionNamesOf(chain: readonly Call[]): string | null {
  for (let call = 1; call < chain.length; call++) {
    const pair = chain.slice(call - 1, call + 1);
    const calls = callsAbout(pair, (key, at) => nameCourse(at, key) !== null);
    if (calls.length < 2 || isPossible(pair, nameCourse)) continue;
    return `A session has the name that it was given: ${asks(calls)}.`;
  }
  return null;
}

const nameCourse: Course = (call, key) => (key === (call === 0 ? 'sts:rolesessionname' : SESSION) ? 'shared' : null);

interface Ask {
  readonly callerName: string;
  readonly asked: readonly Condition[];
}

/** Of the calls that test one of the keys, what they ask of it. */
function callsAbout(chain: readonly Call[], isAbout: (key: string, call: number) => boolean): readonly Ask[] {
  return chain.flatMap(({ callerName, condition }, call) => {
    const about = (condition === null ? [] : conjuncts(condition)).filter((each) =>
      keysIn(each).some((key) => isAbout(key, call)),
    );
    return about.length === 0 ? [] : [{ callerName, asked: about }];
  });
}

const asks = (calls: readonly Ask[]): string => calls.map(askText).join(', ');

const askText = ({ callerName, asked }: Ask): string =>
  `the call of ${quoted(callerName)} ${asked
    .flatMap((each) => sentencesOf(formulaOf(each)))
    .map((sentence) => (/^(not )?as /.test(sentence) ? `is made ${sentence}` : `asks for ${sentence}`))
    .join(' and ')}`;
