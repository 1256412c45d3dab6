import { demandsKey, isAsked, namesValues, SOURCE_IDENTITY } from './asked.ts';
import type { Observations } from './condition.ts';
import { isTaggingDenied } from './evaluate.ts';
import { federationNotes } from './federation-notes.ts';
import { conjunctsOf, literalsIn, type Formula, type Literal } from './formula.ts';
import type { Request } from './request.ts';
import type { ResolvedTest } from './resolved-test.ts';
import { actsAtHome, passesTags } from './services.ts';
import type { Statement } from './statement.ts';

/**
 * What someone who reads the hop should know beyond whether it holds; each a sentence.
 * `grants` are the trust statements that let the caller in.
 */
export function notesOf(
  request: Request,
  grants: readonly Statement[],
  formula: Formula,
  observations: Observations | null,
): readonly string[] {
  if (request.role.serviceLinked) return [];
  return [
    ...callerNotes(request, grants, formula),
    ...permissionNotes(request, formula, observations),
    ...durationNotes(formula),
  ];
}

function callerNotes(request: Request, grants: readonly Statement[], formula: Formula): readonly string[] {
  const { caller } = request;
  switch (caller.kind) {
    case 'Service':
      return [
        ...(actsAtHome(caller.name) || isAsked(formula, saysForWhom) ? [] : [CONFUSED_DEPUTY]),
        ...(passesTags(caller.name) && !letsSomebody(request, ({ tagsSession }) => tagsSession) ? [TAGS_REFUSED] : []),
      ];
    case 'Federated':
      return federationNotes(caller.federation!, grants);
    case 'External':
    case 'ExternalAccount':
      return caller.account?.inOrganization ? [] : externalIdNotes(formula);
    case 'Role':
      return sessionNotes(formula);
    default:
      return [];
  }
}

const SOURCE = /^aws:source(account|arn|orgid|orgpaths)$/i;

const saysForWhom = (test: ResolvedTest, negated: boolean): boolean =>
  SOURCE.test(test.key) && namesValues(test, negated);

/** "The confused deputy problem" */
const CONFUSED_DEPUTY =
  'The trust asks for no aws:SourceAccount or aws:SourceArn: whoever gets the service to act, from whatever account, may get it to use the role.';

const TAGS_REFUSED =
  'The service passes session tags, unless that is switched off, and the trust lets nobody do so (sts:TagSession): its calls may be refused.';

/** "Access to AWS accounts owned by third parties" */
function externalIdNotes(formula: Formula): readonly string[] {
  const asks = (criterion: typeof namesValues): boolean =>
    isAsked(
      formula,
      (test, negated) => /^sts:externalid$/i.test(test.key) && demandsKey(test, negated) && criterion(test, negated),
    );
  if (asks(namesValues)) return [];
  const lacking = asks(() => true) ? 'takes any ExternalId' : 'asks for no ExternalId';
  return [`The trust ${lacking}: another customer of the same third party may get it to use the role.`];
}

/** MFA is presented by a user, on the call; "temporary security credentials … do not include MFA information" of a role. */
function sessionNotes(formula: Formula): readonly string[] {
  const aboutMfa = literalsIn(formula).filter(isAboutMfa);
  if (aboutMfa.length === 0) return [];
  return [aboutMfa.some(({ test, negated }) => demandsKey(test, negated)) ? NO_MFA_IN_SESSION : MFA_LEFT_OPEN];
}

const NO_MFA_IN_SESSION =
  'The caller is a role: its session does not carry MFA, as AWS documents it, so the condition may never hold.';

const MFA_LEFT_OPEN =
  'The caller is a role: AWS leaves open whether its session says that MFA was not used, or nothing of MFA, in which case the condition holds.';

const isAboutMfa = (literal: Literal): literal is Extract<Literal, { type: 'condition' }> =>
  literal.type === 'condition' && /^aws:MultiFactorAuth(Present|Age)$/i.test(literal.test.key);

/**
 * "This action must be allowed before the user can pass session tags" ("Pass session tags in AWS STS"); likewise for the source
 * identity ("Monitor and control actions taken with assumed roles").
 */
function permissionNotes(request: Request, formula: Formula, observations: Observations | null): readonly string[] {
  const asked = demandedKeys(formula);
  const notes: string[] = [];
  if (asked.some((key) => SESSION_TAGS.test(key))) {
    if (!letsSomebody(request, ({ tagsSession }) => tagsSession))
      notes.push('The trust lets nobody pass session tags (sts:TagSession): the condition on them may never hold.');
    else if (isTaggingDenied(request, observations))
      notes.push(
        'The caller is denied sts:TagSession, which passing session tags asks for: the condition on them cannot hold.',
      );
  }
  if (
    asked.some((key) => SOURCE_IDENTITY.test(key)) &&
    !letsSomebody(request, ({ setsSourceIdentity }) => setsSourceIdentity)
  )
    notes.push(
      'The trust lets nobody set a source identity (sts:SetSourceIdentity): the condition on it may never hold.',
    );
  return notes;
}

/** Whether the trust policy, which lets the caller in and so can be read, allows something to anyone. */
const letsSomebody = ({ role: { trust } }: Request, permits: (statement: Statement) => boolean): boolean =>
  trust.document!.statements.some((statement) => statement.effect === 'Allow' && permits(statement));

const SESSION_TAGS = /^(aws:requesttag\/|aws:tagkeys$|sts:transitivetagkeys$)/;

/** In lower case: of the tests that must hold, and that do not where their key is missing. */
const demandedKeys = (formula: Formula): readonly string[] =>
  conjunctsOf(formula).flatMap((part) =>
    part.type === 'condition' && demandsKey(part.test, part.negated) ? [part.test.key.toLowerCase()] : [],
  );

/** It stands beside other calls in "Actions, resources, and condition keys for AWS Security Token Service". */
const durationNotes = (formula: Formula): readonly string[] =>
  literalsIn(formula).some(({ key }) => /"sts:durationseconds"/.test(key))
    ? [
        'AWS documents sts:DurationSeconds for other calls only: a condition that asks for it may never hold, a Deny never apply.',
      ]
    : [];
