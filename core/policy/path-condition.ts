import type { Condition } from '../model/condition.ts';
import type { HopDetails } from '../model/hop.ts';
import type { NodeId } from '../model/id.ts';
import type { CarriedParameter, PathCondition, PathTerm } from '../model/path.ts';
import type { PrincipalKind } from '../model/principal.ts';
import { SOURCE_IDENTITY } from './asked.ts';
import { contradictionOf } from './contradiction.ts';
import { keyOf, SESSION } from './course.ts';
import { simpleConditionsIn, type SimpleCondition } from './formula-of.ts';
import { clauseOf, quoted } from './sentence.ts';
import { tagsAreTransitive } from './services.ts';
import { sessionNameOf } from './session-name.ts';

/** A hop of a path, with what is known of its caller. */
export interface PathHop extends Pick<HopDetails, 'conditions' | 'condition'> {
  readonly caller: { readonly id: NodeId; readonly name: string; readonly kind: PrincipalKind };
}

/** What the whole path asks for; null where every hop is ALLOWED. */
export function pathConditionOf(hops: readonly PathHop[]): PathCondition | null {
  const startsInSession = mayBeSession(hops[0]!);
  const terms = hops.flatMap((hop, position) => termOf(hop, position, startsInSession));
  if (terms.length === 0) return null;
  const calls = hops.map(({ caller, condition }) => ({
    callerName: caller.name,
    condition: withSessionName(sessionNameOf(caller), condition),
  }));
  return { sentence: sentenceOf(terms), terms, contradiction: contradictionOf(calls, startsInSession) };
}

/** Who comes through Identity Center does not choose the name of the session: it is as if the call asked for that name. */
function withSessionName(name: string | null, condition: Condition | null): Condition | null {
  if (name === null) return condition;
  const given: Condition = { operator: 'StringEquals', key: 'sts:RoleSessionName', values: [name] };
  return condition === null ? given : { all: [condition, given] };
}

/** What to know about a path beyond whether it holds; each a sentence. */
export function pathNotesOf(hops: readonly PathHop[]): readonly string[] {
  const isChained = hops.length > 1 || isRoleSession(hops[0]!);
  const earlier = hops.slice(0, -1);
  return [
    ...(isChained ? [ROLE_CHAINING] : []),
    ...(earlier.some(({ condition }) => asksFor(SOURCE_IDENTITY, condition)) ? [SOURCE_IDENTITY_STAYS] : []),
    ...(earlier.some(passesTransitiveTags) ? [TRANSITIVE_TAGS_STAY] : []),
  ];
}

/** "Role chaining limits your … role session to a maximum of one hour" ("IAM roles", Roles terms and concepts). */
const ROLE_CHAINING =
  'Role chaining: a session of a role that another role session assumes ends after an hour at most, whatever the role allows.';

/** "… required in both the permissions policy of the principal who is assuming the role and in the role trust policy …" */
const SOURCE_IDENTITY_STAYS =
  'A source identity that is set stays, and every later call needs sts:SetSourceIdentity from the policies of both sides, which is not looked at.';

/** "You can also set session tags as transitive. Transitive tags persist during role chaining." ("Pass session tags in AWS STS") */
const TRANSITIVE_TAGS_STAY =
  'Session tags that are transitive stay, as those of EKS Pod Identity are unless it passes none: every later call then needs sts:TagSession from the policies of both sides, which is not looked at.';

const TRANSITIVE_TAG_KEYS = /^sts:transitivetagkeys$/;

const passesTransitiveTags = ({ caller, condition }: PathHop): boolean =>
  (caller.kind === 'Service' && tagsAreTransitive(caller.name)) || asksFor(TRANSITIVE_TAG_KEYS, condition);

const asksFor = (key: RegExp, condition: Condition | null): boolean =>
  condition !== null && simpleConditionsIn(condition).some((simple) => key.test(keyOf(simple)));

const isRoleSession = ({ caller: { id, kind } }: PathHop): boolean =>
  kind === 'Role' || kind === 'Session' || (kind === 'External' && !isUser(id));

const mayBeSession = (hop: PathHop): boolean =>
  isRoleSession(hop) || hop.caller.kind === 'ExternalAccount' || hop.caller.kind === 'Public';

const isUser = (id: NodeId): boolean => /^[^:]*:[^:]*:iam:.*:user\//.test(id);

function termOf(
  { caller, conditions, condition }: PathHop,
  hop: number,
  startsInSession: boolean,
): readonly PathTerm[] {
  if (condition === null) return [];
  const before = { hop: hop - 1, orBefore: hop > 1 || startsInSession };
  const carried = hop === 0 ? [] : once(simpleConditionsIn(condition).flatMap((simple) => carriedIn(simple, before)));
  return [{ hop, caller: caller.id, callerName: caller.name, conditions, condition, carried }];
}

/** Session tags and the source identity show in the calls of the session, its name where a trust policy names the session. */
function carriedIn(
  simple: SimpleCondition,
  before: Pick<CarriedParameter, 'hop' | 'orBefore'>,
): readonly CarriedParameter[] {
  const [, tag] = 'key' in simple ? (/^aws:principaltag\/(.+)$/is.exec(simple.key) ?? []) : [];
  if (tag !== undefined) return [{ parameter: 'Tags', tag, ...before }];
  if (keyOf(simple) === 'aws:sourceidentity') return [{ parameter: 'SourceIdentity', tag: null, ...before }];
  if (keyOf(simple) === SESSION) return [{ parameter: 'RoleSessionName', tag: null, hop: before.hop, orBefore: false }];
  return [];
}

const once = (carried: readonly CarriedParameter[]): readonly CarriedParameter[] => [
  ...new Map(carried.map((each) => [`${each.parameter} ${each.tag}`, each])).values(),
];

const sentenceOf = (terms: readonly PathTerm[]): string => terms.map(termText).join('; then, ');

function termText({ hop, callerName, conditions, carried }: PathTerm): string {
  const name = quoted(callerName);
  const clauses = conditions.map((condition) => clauseOf(condition, conditions.length > 1));
  const asked = `${hop === 0 ? `${name} ` : `as ${name}, `}${joined(clauses)}`;
  return [asked, ...carried.map((each) => `(${carriedText(each, name)})`)].join(' ');
}

const joined = (clauses: readonly string[]): string =>
  clauses.length < 2 ? clauses.join('') : `${clauses.slice(0, -1).join(', ')} and ${clauses.at(-1)}`;

function carriedText({ parameter, tag, orBefore }: CarriedParameter, caller: string): string {
  const when = `when ${caller} is assumed`;
  if (parameter === 'RoleSessionName') return `the session's name is given ${when}`;
  if (parameter === 'Tags')
    return `the session tag ${quoted(tag!)} is passed ${when}${orBefore ? ', or before as a transitive tag' : ''}`;
  return `the source identity is set ${when}${orBefore ? ', or before' : ''}`;
}
