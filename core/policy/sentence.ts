import type { Formula, Literal } from './formula.ts';
import type { ResolvedTest } from './resolved-test.ts';

/** The conditions that remain, one sentence each: all of them must hold. None where the formula is decided. */
export function sentencesOf(formula: Formula): readonly string[] {
  if (typeof formula === 'boolean') return [];
  return formula.type === 'all' ? formula.of.map(sentence) : [sentence(formula)];
}

/** A condition's sentence as a part of a longer one. */
export function clauseOf(sentence: string, amongOthers: boolean): string {
  if (sentence.startsWith('either ')) return amongOthers ? `(${sentence})` : sentence;
  if (PASSED.test(sentence)) return `passing ${sentence}`;
  return STANDS_ALONE.test(sentence) ? sentence : `where ${sentence}`;
}

const PASSED = /^(ExternalId|role session name|source identity|session tag (".*?[^\\]"|\S+)) (=|like) /;
const STANDS_ALONE = /^(not )?(with|without|from|as|if|on behalf of) /;

function sentence(formula: Exclude<Formula, boolean>): string {
  if (formula.type === 'any') return `either ${formula.of.map(sentence).join(', or ')}`;
  if (formula.type === 'all') return formula.of.map(sentence).join(' and ');
  return literalSentence(formula);
}

function literalSentence(literal: Literal): string {
  if (literal.type === 'session') return `${literal.negated ? 'not as' : 'as'} the session ${quoted(literal.session)}`;
  if (literal.type === 'delegated') return `if the policies of account ${literal.account} allow it`;
  if (literal.type === 'unreadable') return `if the policy ${literal.policy}, which could not be read, allows it`;
  return testSentence(literal.test, literal.negated, literal.within);
}

function testSentence(test: ResolvedTest, negated: boolean, within: boolean): string {
  if (test.qualifier !== null) return qualifiedSentence(test, negated, within);
  const phrase = phraseOf(test.key.toLowerCase())(test, negated);
  if (MFA.test(test.key)) return phrase;
  if (!test.ifExists) return negated && isOpenBound(test) ? `${phrase}, if ${test.key} is given` : phrase;
  return negated ? `${test.key} is given and ${phrase}` : `${phrase}, if ${test.key} is given`;
}

/** The opposite of a bound holds where there is no value, too: "not before" would sound as if there had to be one. */
const isOpenBound = ({ operator, key }: ResolvedTest): boolean =>
  /Than/.test(operator) && !/^aws:(CurrentTime|EpochTime)$/i.test(key);

const MFA = /^aws:MultiFactorAuthPresent$/i;

/** ForAllValues holds of no values, and so does the opposite of ForAnyValue. */
function qualifiedSentence(test: ResolvedTest, negated: boolean, within: boolean): string {
  const isForAll = test.qualifier === 'ForAllValues';
  const values = `${isForAll ? 'every' : 'some'} value of ${test.key}`;
  const phrase = operatorPhrase(test, within);
  if (negated) return isForAll ? `not ${values} ${phrase}` : `no value of ${test.key} ${phrase}`;
  return isForAll ? `${values}, if there is any, ${phrase}` : `${values} ${phrase}`;
}

type Phrase = (test: ResolvedTest, negated: boolean) => string;

const named =
  (name: string): Phrase =>
  (test, negated) =>
    `${name} ${operatorPhrase(test, negated)}`;

const source =
  (name: string): Phrase =>
  (test, negated) =>
    test.operator === 'Null'
      ? plainPhrase(test, negated)
      : `${negated ? 'not from' : 'from'} ${name}${listed(test.values)}`;

const onBehalf =
  (whom: string): Phrase =>
  (test, negated) =>
    test.operator === 'Null' ? plainPhrase(test, negated) : `on behalf of ${whom} ${operatorPhrase(test, negated)}`;

const PHRASES: Readonly<Record<string, Phrase>> = {
  'aws:multifactorauthpresent': (test, negated) => {
    if (test.operator === 'Null') return `with credentials that ${negated ? 'say' : 'do not say'} whether MFA was used`;
    if (test.operator !== 'Bool') return plainPhrase(test, negated);
    if (test.ifExists)
      return negated
        ? 'with credentials that say that MFA was not used'
        : 'with MFA, or with credentials that do not say, such as access keys of a user';
    return negated ? 'not with MFA' : 'with MFA';
  },
  'aws:multifactorauthage': (test, negated) =>
    test.operator === 'Null'
      ? negated
        ? 'with MFA'
        : 'without MFA'
      : `MFA age in seconds ${operatorPhrase(test, negated)}`,
  'sts:externalid': named('ExternalId'),
  'sts:rolesessionname': named('role session name'),
  'sts:sourceidentity': named('source identity'),
  'aws:sourceidentity': named('the source identity of the caller'),
  'aws:sourceip': source(''),
  'aws:vpcsourceip': source('VPC address '),
  'aws:sourcevpc': source('VPC '),
  'aws:sourcevpce': source('VPC endpoint '),
  'aws:sourceaccount': onBehalf('an account that'),
  'aws:sourcearn': onBehalf('a resource whose ARN'),
};

/** Own keys only: a policy may well ask for `constructor`. */
const phraseOf = (key: string): Phrase => (Object.hasOwn(PHRASES, key) ? PHRASES[key]! : plainPhrase);

const plainPhrase: Phrase = (test, negated) => {
  const [, family, tag] = /^aws:(request|principal)tag\/(.+)$/is.exec(test.key) ?? [];
  const name = tag === undefined ? test.key : `${TAGS[family!.toLowerCase()]} ${quoted(tag)}`;
  return `${name} ${operatorPhrase(test, negated)}`;
};

const TAGS: Readonly<Record<string, string>> = { request: 'session tag', principal: "the caller's tag" };

function operatorPhrase({ operator, values }: ResolvedTest, negated: boolean): string {
  if (operator === 'Null') return negated ? 'is given' : 'is not given';
  const [verb, opposite] = VERBS[operator];
  return `${negated ? opposite : verb} ${listed(values)}`;
}

const VERBS: Readonly<Record<Exclude<ResolvedTest['operator'], 'Null'>, readonly [string, string]>> = {
  StringEquals: ['=', '≠'],
  StringEqualsIgnoreCase: ['= (in any case)', '≠ (in any case)'],
  StringLike: ['like', 'not like'],
  ArnLike: ['like', 'not like'],
  NumericEquals: ['=', '≠'],
  NumericLessThan: ['<', 'not <'],
  NumericLessThanEquals: ['≤', 'not ≤'],
  NumericGreaterThan: ['>', 'not >'],
  NumericGreaterThanEquals: ['≥', 'not ≥'],
  DateEquals: ['at', 'not at'],
  DateLessThan: ['before', 'not before'],
  DateLessThanEquals: ['until', 'not until'],
  DateGreaterThan: ['after', 'not after'],
  DateGreaterThanEquals: ['from', 'not from'],
  Bool: ['=', '≠'],
  BinaryEquals: ['=', '≠'],
  IpAddress: ['within', 'not within'],
};

const listed = (values: readonly string[]): string =>
  values.length === 0 ? 'no value' : values.map(quoted).join(' or ');

/** Bare where it cannot be misread. */
export const quoted = (value: string): string => (/^[\w.:/@*?=+$#{}-]+$/.test(value) ? value : JSON.stringify(value));
