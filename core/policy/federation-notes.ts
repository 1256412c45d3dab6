import { namesValuesOf } from './asked.ts';
import { globText, hasWildcard } from './glob.ts';
import type { Federation } from './request.ts';
import type { Statement } from './statement.ts';

/** What a trust in an identity provider leaves open; `grants` are the trust statements that let its identities in. */
export function federationNotes({ provider, prefix, claims }: Federation, grants: readonly Statement[]): string[] {
  const asks = (isMeant: (claim: string) => boolean): boolean =>
    grants.every(({ conditions }) =>
      namesValuesOf(conditions, (key) => key.startsWith(`${prefix}:`) && isMeant(key.slice(prefix.length + 1))),
    );
  const notes: string[] = [];
  if (prefix !== 'saml' && prefix !== COGNITO && !asks((claim) => claim !== 'aud' && claim !== 'iss'))
    notes.push('The trust asks for no sub: every identity of the provider may use the role.');
  if (!asks((claim) => claim === 'aud')) notes.push(noAudience(provider, prefix));
  const subject = claims.get('sub');
  if (subject !== undefined && hasWildcard(subject))
    notes.push(`The subject is wide: ${globText(subject)} stands for many identities.`);
  if (prefix === COGNITO && claims.get('amr') === 'unauthenticated')
    notes.push('Guests of the identity pool, who never signed in, may use the role.');
  return notes;
}

const COGNITO = 'cognito-identity.amazonaws.com';

/**
 * An OIDC provider of the account has a list of audiences, and STS takes no other ("Create an OpenID Connect (OIDC)
 * identity provider in IAM"). Of SAML, `saml:aud` is where the assertion is presented, and of the rest nobody has a list.
 */
function noAudience(provider: string, prefix: string): string {
  if (prefix === 'saml')
    return 'The trust asks for no SAML:aud: assertions that were made out to another endpoint than a sign-in of AWS are taken as well.';
  if (provider.startsWith('arn:'))
    return 'The trust asks for no aud: tokens for every audience that the provider is set up with are taken.';
  const whose = prefix === COGNITO ? 'identity pools' : 'applications';
  return `The trust asks for no aud: tokens of other ${whose}, of whatever account, are taken as well.`;
}
