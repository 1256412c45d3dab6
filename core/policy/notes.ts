import { literalsIn, type Formula, type Literal } from './formula.ts';
import { globText, hasWildcard } from './glob.ts';
import type { Caller, Federation, Request } from './request.ts';
import type { Statement } from './statement.ts';

/**
 * What someone who reads the hop should know beyond whether it holds; each a sentence.
 * `grants` are the trust statements that let the caller in.
 */
export function notesOf({ caller, role }: Request, grants: readonly Statement[], formula: Formula): readonly string[] {
  if (role.serviceLinked) return [];
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

const COGNITO = 'cognito-identity.amazonaws.com';

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
