import type { Formula, Literal } from './formula.ts';
import type { ResolvedTest } from './resolved-test.ts';

/** The conditions that remain, one sentence each: all of them must hold. None where the formula is decided. */
export function sentencesOf(formula: Formula): readonly string[] {
  if (typeof formula === 'boolean') return [];
  return formula.type === 'all' ? formula.of.map(sentence) : [sentence(formula)];
}

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
  if (test.qualifier !== null) return `${negated ? 'not ' : ''}${qualifiedSentence(test, within)}`;
  const phrase = phraseOf(test.key.toLowerCase())(test, negated);
  if (!test.ifExists || MFA.test(test.key)) return phrase;
  return negated ? `${test.key} is given and ${phrase}` : `${phrase}, if ${test.key} is given`;
}

const MFA = /^aws:MultiFactorAuthPresent$/i;

function qualifiedSentence(test: ResolvedTest, within: boolean): string {
  const every = test.qualifier === 'ForAllValues' ? 'every value' : 'some value';
  return `${every} of ${test.key} ${operatorPhrase(test, within)}`;
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

const PHRASES: Readonly<Record<string, Phrase>> = {
  'aws:multifactorauthpresent': (test, negated) => {
    if (test.operator !== 'Bool') return plainPhrase(test, negated);
    if (test.ifExists) return negated ? 'without MFA' : 'with MFA, or with credentials that do not say';
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
  'aws:sourceaccount': named('on behalf of an account that'),
  'aws:sourcearn': named('on behalf of a resource whose ARN'),
};

/** Own keys only: a policy may well ask for `constructor`. */
const phraseOf = (key: string): Phrase => (Object.hasOwn(PHRASES, key) ? PHRASES[key]! : plainPhrase);

const plainPhrase: Phrase = (test, negated) => {
  const [, family, tag] = /^aws:(request|principal)tag\/(.+)$/is.exec(test.key) ?? [];
  const name = tag === undefined ? test.key : `${TAGS[family!.toLowerCase()]} ${quoted(tag)}`;
  return `${name} ${operatorPhrase(test, negated)}`;
};

const TAGS: Readonly<Record<string, string>> = { request: 'session tag', principal: 'the tag of the caller' };

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
