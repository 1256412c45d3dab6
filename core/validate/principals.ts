import { isAccountId, parseArn } from '../model/arn.ts';
import { actionOfProvider } from '../policy/federation.ts';
import { globOf, matchesGlob } from '../policy/glob.ts';
import { found, nameOf, quoted, type Found, type Subject } from './rule.ts';
import type { PrincipalText, StatementView } from './view.ts';

/** Of what a trust policy or RCP says of principals ("AWS JSON policy elements: Principal", "… NotPrincipal"). */
export function* principalRules(statement: StatementView, { type }: Subject): Iterable<Found> {
  const { principals, effect } = statement;
  if (principals === null || (type !== 'trust' && type !== 'rcp')) return;
  for (const name of principals.names) {
    const problem = principalProblem(name);
    if (problem !== null)
      yield found('invalid-principal', name.path, `The principal ${quoted(name.text)}: ${problem}.`);
    else if (type === 'trust' && effect === 'Allow') yield* mismatchRule(name, statement);
  }
  if (!principals.complement || type !== 'trust') return;
  if (effect === 'Allow')
    yield found(
      'not-principal-allow',
      principals.path,
      `${nameOf(statement)} lets in everyone but those named: use Principal.`,
    );
  if (effect === 'Deny')
    yield found(
      'not-principal-deny',
      principals.path,
      `${nameOf(statement)}: use Principal "*" with ArnNotLike on aws:PrincipalArn instead.`,
    );
}

const FORMS: Readonly<Record<string, (text: string) => string | null>> = {
  '*': () => null,
  AWS: awsProblem,
  Service: (text) =>
    /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text) ? null : 'a service is written like ec2.amazonaws.com, without wildcards',
  Federated: (text) =>
    /[*?]/.test(text)
      ? 'a provider is named without wildcards'
      : /^arn:[^:]+:iam::\d{12}:(saml|oidc)-provider\/.+$/.test(text) || /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(text)
        ? null
        : 'a provider is named by its ARN, or by a domain such as cognito-identity.amazonaws.com',
  CanonicalUser: (text) => (/^[0-9a-f]{64}$/i.test(text) ? null : 'a canonical user id has 64 hexadecimal digits'),
};

function principalProblem({ type, text }: PrincipalText): string | null {
  const form = Object.hasOwn(FORMS, type) ? FORMS[type]! : null;
  return form === null ? `there is no type of principal ${quoted(type)}` : form(text);
}

function awsProblem(text: string): string | null {
  if (text === '*' || isAccountId(text) || /^A[A-Z0-9]{15,}$/.test(text)) return null;
  const arn = parseArn(text);
  if (arn === null) return 'it is neither an account id nor the ARN of a role, user or session';
  if (/[*?]/.test(text)) return 'wildcards are not read here; use "*" with aws:PrincipalArn in a condition';
  if (!isAccountId(arn.account)) return 'an account id has twelve digits';
  const { service, resource } = arn;
  if (service === 'iam' && (resource === 'root' || /^(user|role)\/./.test(resource))) return null;
  if (service === 'sts' && /^(assumed-role\/[^/]+\/[^/]+|federated-user\/.+|self)$/.test(resource)) return null;
  return resource.startsWith('group/')
    ? 'a group is no principal; name its users or a role'
    : 'it names no role, user or session';
}

const ACTIONS = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'] as const;

function* mismatchRule({ type, text, path }: PrincipalText, { actions }: StatementView): Iterable<Found> {
  if (actions === null || actions.complement || type === 'CanonicalUser' || type === '*') return;
  const assumed = ACTIONS.filter((action) =>
    actions.values.some(({ text }) => matchesGlob(globOf(text.toLowerCase()), action.toLowerCase())),
  );
  const wanted = type === 'Federated' ? actionOfProvider(text) : 'sts:AssumeRole';
  if (assumed.length > 0 && !assumed.includes(wanted))
    yield found(
      'principal-action-mismatch',
      path,
      `${quoted(text)} calls ${wanted}, which the statement does not allow.`,
    );
}
