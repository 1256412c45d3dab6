import { conjunctsOf, literalsIn, type Formula, type Literal } from './formula.ts';
import { globText, hasWildcard } from './glob.ts';
import type { Caller, Federation, Request, TargetRole } from './request.ts';
import type { ResolvedTest } from './resolved-test.ts';
import type { Statement } from './statement.ts';

/**
 * What someone who reads the hop should know beyond whether it holds; each a sentence.
 * `grants` are the trust statements that let the caller in.
 */
export function notesOf(request: Request, grants: readonly Statement[], formula: Formula): readonly string[] {
  if (request.role.serviceLinked) return [];
  return [...callerNotes(request, grants, formula), ...permissionNotes(request.role, formula)];
}

function callerNotes({ caller }: Request, grants: readonly Statement[], formula: Formula): readonly string[] {
  const asks = (key: RegExp): boolean =>
    grants.every(({ conditions }) => conditions.some((condition) => key.test(condition.key)));
  switch (caller.kind) {
    case 'Service':
      return asks(/^aws:source(account|arn|orgid|orgpaths)$/i) ? [] : [CONFUSED_DEPUTY];
    case 'Federated':
      return federationNotes(caller.federation!, asks);
    case 'External':
    case 'ExternalAccount':
      return caller.account?.inOrganization || asks(/^sts:externalid$/i) ? [] : [NO_EXTERNAL_ID];
    default:
      return sessionNotes(caller, formula);
  }
}

/** "The confused deputy problem" */
const CONFUSED_DEPUTY =
  'The trust asks for no aws:SourceAccount or aws:SourceArn: whoever gets the service to act, from whatever account, may get it to use the role.';

/** "Access to AWS accounts owned by third parties" */
const NO_EXTERNAL_ID =
  'The trust asks for no ExternalId: another customer of the same third party may get it to use the role.';

function federationNotes({ prefix, claims }: Federation, asks: (key: RegExp) => boolean): readonly string[] {
  const notes: string[] = [];
  const isAsked = (claim: string): boolean => asks(new RegExp(`^${escaped(prefix)}:${claim}$`, 'i'));
  if (prefix !== 'saml' && prefix !== COGNITO && !isAsked('sub'))
    notes.push('The trust asks for no sub: every identity of the provider may use the role.');
  if (!isAsked('aud'))
    notes.push('The trust asks for no aud: tokens that were made out to someone else are taken as well.');
  const subject = claims.get('sub');
  if (subject !== undefined && hasWildcard(subject))
    notes.push(`The subject is wide: ${globText(subject)} stands for many identities.`);
  if (prefix === COGNITO && claims.get('amr') === 'unauthenticated')
    notes.push('Guests of the identity pool, who never signed in, may use the role.');
  return notes;
}

/** MFA is presented by a user, on the call; "temporary security credentials … do not include MFA information" of a role. */
function sessionNotes({ kind }: Caller, formula: Formula): readonly string[] {
  const asksMfa = kind === 'Role' && literalsIn(formula).some(isAboutMfa);
  return asksMfa ? [NO_MFA_IN_SESSION] : [];
}

const NO_MFA_IN_SESSION =
  'The caller is a role: its session does not carry MFA, as AWS documents it, so the condition may never hold.';

const isAboutMfa = (literal: Literal): boolean =>
  literal.type === 'condition' && /^aws:MultiFactorAuth(Present|Age)$/i.test(literal.test.key);

/**
 * "This action must be allowed before the user can pass session tags" ("Pass session tags in AWS STS"); likewise for the source
 * identity ("Monitor and control actions taken with assumed roles").
 */
function permissionNotes({ trust }: TargetRole, formula: Formula): readonly string[] {
  const asked = demandsOf(formula).map(({ key }) => key.toLowerCase());
  const allows = (permits: (statement: Statement) => boolean): boolean =>
    trust.document?.statements.some((statement) => statement.effect === 'Allow' && permits(statement)) ?? true;
  const notes: string[] = [];
  if (asked.some((key) => SESSION_TAGS.test(key)) && !allows(({ tagsSession }) => tagsSession))
    notes.push('The trust lets nobody pass session tags (sts:TagSession): the condition on them may never hold.');
  if (asked.some((key) => SOURCE_IDENTITY.test(key)) && !allows(({ setsSourceIdentity }) => setsSourceIdentity))
    notes.push(
      'The trust lets nobody set a source identity (sts:SetSourceIdentity): the condition on it may never hold.',
    );
  return notes;
}

const SESSION_TAGS = /^(aws:requesttag\/|aws:tagkeys$|sts:transitivetagkeys$)/;
const SOURCE_IDENTITY = /^(aws|sts):sourceidentity$/;

/** The tests that must hold, and that do not where their key is missing. */
const demandsOf = (formula: Formula): readonly ResolvedTest[] =>
  conjunctsOf(formula).flatMap((part) => {
    if (part.type !== 'condition') return [];
    const { test, negated } = part;
    const isNull = test.operator === 'Null';
    const demands = isNull ? negated : !negated && !test.ifExists && test.qualifier !== 'ForAllValues';
    return demands ? [test] : [];
  });

const COGNITO = 'cognito-identity.amazonaws.com';

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
