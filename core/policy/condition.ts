import { lookUp, variesByPrincipal, variesByRole } from './condition-keys.ts';
import type { KeyValue } from './key-value.ts';
import { all, formulaKey, type Formula } from './formula.ts';
import { ANY_RUN, globText, literalGlob, matchesGlob, type Glob } from './glob.ts';
import { isArnPattern, MATCHES } from './operators.ts';
import type { Caller, RequestContext } from './request.ts';
import { onMissing, unknownOutcome } from './resolved-test.ts';
import type { ConditionTest, Template } from './statement.ts';
import { resourceText } from './parse-resources.ts';

/**
 * Something that a decision has looked at and that differs between callers otherwise alike. Where all that it has
 * looked at comes out the same for two of them, so does the decision.
 */
export interface Observation {
  /** What was looked at: the same object for the same test, also when it is about another role. */
  readonly subject: object;
  /** Whether it comes out the same whatever the role is. */
  readonly holdsForEveryRole: boolean;
  /** What would have been seen of another caller, as a key. */
  readonly of: (caller: Caller) => string;
}

export type Observations = Observation[];

/** Whether every condition holds: three-valued, what is unknown remains as a proposition. */
export function conditionsHold(
  tests: readonly ConditionTest[],
  request: RequestContext,
  observations: Observations | null,
): Formula {
  return all(tests.map((test) => conditionHolds(test, request, observations)));
}

function conditionHolds(test: ConditionTest, request: RequestContext, observations: Observations | null): Formula {
  if (observations !== null && variesWithCaller(test))
    observations.push({
      subject: test,
      holdsForEveryRole: !variesWithRole(test),
      of: (caller) => formulaKey(evaluate(test, { ...request, caller })),
    });
  return evaluate(test, request);
}

const variesWithCaller = (test: ConditionTest): boolean =>
  variesByPrincipal(test.key) || test.values.some((value) => hasVariable(value, variesByPrincipal));

const variesWithRole = (test: ConditionTest): boolean =>
  variesByRole(test.key) || test.values.some((value) => hasVariable(value, variesByRole));

/** Whether a template has a variable whose value differs in such a way. */
export const hasVariable = (template: Template, varies: (key: string) => boolean): boolean =>
  template.some((piece) => typeof piece !== 'string' && varies(piece.key));

function evaluate(test: ConditionTest, request: RequestContext): Formula {
  const value = lookUp(test.key, request);
  if (test.operator === 'Null') return nullTest(test, value);
  if (value.state === 'missing') return onMissing(test);
  if (value.state === 'known') {
    const outcome = onKnown(test, value.value, request) ?? askedOfVariable(test, value.value, request);
    return outcome ?? unknownOutcome(test, filledIn(test.values, request).texts);
  }
  const wanted = filledIn(test.values, request);
  return onUnknown(test, value, wanted) ?? unknownOutcome(test, wanted.texts);
}

/**
 * A known value that must be that of a variable says what the variable must be: of a role with the tag `red`,
 * `aws:ResourceTag/team` and `${aws:PrincipalTag/team}` ask for a caller with the tag `red`. Null where it says less.
 */
function askedOfVariable(test: ConditionTest, value: string, request: RequestContext): Formula | null {
  const [template, ...others] = test.values;
  if (template?.length !== 1 || others.length > 0) return null;
  const [variable] = template;
  if (typeof variable === 'string' || variable!.fallback !== null) return null;
  if (!isCaseless(test) && !/^String(Equals|Like)$/.test(test.operator)) return null;
  const operator = isCaseless(test) ? test.operator : 'StringEquals';
  const values = [[literalGlob(value)]];
  return evaluate({ ...test, operator, qualifier: null, ifExists: false, key: variable!.key, values }, request);
}

/** Whether the key is there; a set operator asks that of each value, and of none as it does for any operator. */
function nullTest(test: ConditionTest, value: KeyValue): Formula {
  const asked = new Set(test.values.map((each) => resourceText(each).toLowerCase()));
  const absent = test.qualifier === null ? asked.has('true') : onMissing(test);
  const present = asked.has('false');
  if (value.state === 'unknown' && value.mayBeMissing && absent !== present)
    return unknownOutcome({ ...test, qualifier: null }, [String(absent)]);
  return value.state === 'missing' ? absent : present;
}

/** Whether one of several holds: null where that depends on one that is not known. */
const anyOf = (outcomes: readonly (boolean | null)[]): boolean | null =>
  outcomes.some((outcome) => outcome === true) ? true : outcomes.some((outcome) => outcome === null) ? null : false;

/** The outcome where what is known of the value decides; null where it does not. */
function onUnknown(
  test: ConditionTest,
  value: Extract<KeyValue, { state: 'unknown' }>,
  { globs, complete }: Wanted,
): boolean | null {
  if (!complete) return null;
  const matches = (glob: Glob): boolean | null => {
    if (test.operator === 'ArnLike' && !isArnPattern(glob)) return false;
    return isTextual(test) || (value.anyCase && isCaseless(test)) ? value.matches(glob) : null;
  };
  const isWanted = anyOf(globs.map(matches));
  if (isWanted === null) return null;
  const present = isWanted !== test.negated;
  return !value.mayBeMissing || onMissing(test) === present ? present : null;
}

/**
 * The outcome for a value that is known, which is one, so that any and all are the same; null where it depends on a
 * variable. What is known of that may decide, as for `aws:ResourceOrgID` with `${aws:PrincipalOrgID}`.
 */
function onKnown(test: ConditionTest, value: string, request: RequestContext): boolean | null {
  const isWanted = anyOf(test.values.map((wanted) => mayEqual(wanted, value, test, request)));
  return isWanted === null ? null : isWanted !== test.negated;
}

function mayEqual(wanted: Template, value: string, test: ConditionTest, request: RequestContext): boolean | null {
  const glob = expand(wanted, request);
  if (glob === NO_VALUE) return false;
  if (glob !== NOT_KNOWN) return MATCHES[test.operator as keyof typeof MATCHES](glob, value);
  if (!isTextual(test)) return null;
  if (!mayMatch(wanted, value)) return false;
  const [variable, ...rest] = wanted;
  if (typeof variable !== 'object' || rest.length > 0 || variable.fallback !== null) return null;
  const filling = lookUp(variable.key, request);
  return filling.state === 'unknown' && filling.matches(literalGlob(value)) === false ? false : null;
}

const isCaseless = ({ operator }: ConditionTest): boolean => operator === 'StringEqualsIgnoreCase';

const isTextual = ({ operator }: ConditionTest): boolean =>
  operator === 'StringEquals' || operator === 'StringLike' || operator === 'ArnLike';

interface Wanted {
  /** Values whose variables have no value match nothing and are left out. */
  readonly globs: readonly Glob[];
  readonly texts: readonly string[];
  /** Whether every variable is known. */
  readonly complete: boolean;
}

function filledIn(values: readonly Template[], request: RequestContext): Wanted {
  const globs: Glob[] = [];
  const texts: string[] = [];
  let complete = true;
  for (const value of values) {
    const glob = expand(value, request);
    if (glob === NO_VALUE) continue;
    if (glob === NOT_KNOWN) complete = false;
    else globs.push(glob);
    texts.push(glob === NOT_KNOWN ? resourceText(value) : globText(glob));
  }
  return { globs, texts, complete };
}

/** Whether some values of its variables make the template match. */
export const mayMatch = (template: Template, text: string): boolean =>
  matchesGlob(template.map((piece) => (typeof piece === 'string' ? piece : ANY_RUN)).join('') as Glob, text);

/** In place of a template's text: a variable has no value. No text, which a value may be. */
export const NO_VALUE: unique symbol = Symbol('no value');
/** In place of a template's text: whether a variable has a value, or which, is not known. */
export const NOT_KNOWN: unique symbol = Symbol('not known');

/** Fills a template's variables in. */
export function expand(template: Template, request: RequestContext): Glob | typeof NO_VALUE | typeof NOT_KNOWN {
  let text = '';
  for (const piece of template) {
    if (typeof piece === 'string') text += piece;
    else {
      const value = lookUp(piece.key, request);
      if (value.state === 'unknown') return NOT_KNOWN;
      const filling = value.state === 'missing' ? piece.fallback : value.value;
      if (filling === null) return NO_VALUE;
      text += literalGlob(filling);
    }
  }
  return text as Glob;
}
