import { isAccountId, parseArn } from '../model/arn.ts';
import { actionOfProvider, federationOf } from '../policy/federation.ts';
import { actsAtHome } from '../policy/services.ts';
import { found, nameOf, quoted, type Found, type Subject } from './rule.ts';
import type { ConditionView, PrincipalText, StatementView } from './view.ts';

/** Who a trust policy lets in, and how sure it is of them. */
export function* trustRules(statement: StatementView, subject: Subject): Iterable<Found> {
  const { principals, effect } = statement;
  if (subject.type !== 'trust' || effect !== 'Allow' || principals === null || principals.complement) return;
  // Nobody can change the trust of a service-linked role.
  if (subject.context.awsManaged) return;
  for (const name of principals.names) {
    if (name.text === '*' && (name.type === '*' || name.type === 'AWS')) yield* publicRule(name, statement);
    else if (name.type === 'AWS') yield* accountRules(name, statement, subject);
    else if (name.type === 'Service') yield* serviceRule(name, statement);
    else if (name.type === 'Federated') yield* federatedRules(name, statement);
  }
  yield* wildcardAccountRule(statement);
}

/** Conditions that a caller must meet by having something, not by lacking it. */
const demands = ({ conditions }: StatementView, isAbout: (name: string) => boolean): readonly ConditionView[] =>
  conditions.filter(
    ({ name, operator, values }) =>
      isAbout(name) &&
      operator !== null &&
      !operator.negated &&
      !operator.ifExists &&
      operator.operator !== 'Null' &&
      operator.qualifier !== 'ForAllValues' &&
      values.length > 0 &&
      !values.some(({ text }) => text === '*'),
  );

const isOneOf =
  (...names: readonly string[]) =>
  (name: string): boolean =>
    names.includes(name);

/** Keys that say which account or network a caller is of. */
const tellsWho = isOneOf(
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:userid',
  'aws:sourceip',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourcevpcarn',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
  'aws:principalisawsservice',
  'aws:principalservicename',
);

function* publicRule({ path }: PrincipalText, statement: StatementView): Iterable<Found> {
  if (demands(statement, tellsWho).length === 0)
    yield found(
      'public-trust',
      path,
      `${nameOf(statement)} trusts everyone: name the principals, or ask for aws:PrincipalOrgID.`,
    );
}

function* accountRules({ text, path }: PrincipalText, statement: StatementView, { context }: Subject): Iterable<Found> {
  const arn = parseArn(text);
  const account = isAccountId(text) ? text : (arn?.account ?? '');
  if (!isAccountId(account)) return;
  const hasExternalId = demands(statement, isOneOf('sts:externalid')).length > 0;
  const stranger = strangerOf(account, context);
  if (stranger !== null && !hasExternalId)
    yield found(
      'missing-external-id',
      path,
      `Account ${account} is ${stranger}: ask for the sts:ExternalId agreed upon.`,
    );
  const isWhole = isAccountId(text) || arn?.resource === 'root';
  if (isWhole && stranger === null && !hasExternalId && demands(statement, tellsWhichPrincipal).length === 0)
    yield found(
      'account-wide-trust',
      path,
      `${nameOf(statement)} trusts all of account ${account}: name the role, or ask for aws:PrincipalArn.`,
    );
}

/** Whose account it is, where it is of someone else; null where it is one's own or that is not known. */
function strangerOf(account: string, { vendorOf, isOwn }: Subject['context']): string | null {
  const own = isOwn(account);
  const vendor = own === true ? null : vendorOf(account);
  if (vendor !== null) return `of ${vendor}`;
  return own === false ? 'outside the organization' : null;
}

const tellsWhichPrincipal = (name: string): boolean =>
  name === 'aws:principalarn' ||
  name === 'aws:userid' ||
  name === 'aws:username' ||
  name.startsWith('aws:principaltag/');

/** "We recommend using the aws:SourceArn, aws:SourceAccount, aws:SourceOrgID …" ("The confused deputy problem"). */
function* serviceRule({ text, path }: PrincipalText, statement: StatementView): Iterable<Found> {
  const source = isOneOf('aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid', 'aws:sourceorgpaths');
  const isAsked = statement.conditions.some(({ name }) => source(name) || name === 'sts:externalid');
  if (!isAsked && !actsAtHome(text))
    yield found(
      'confused-deputy',
      path,
      `${nameOf(statement)}: ask for aws:SourceAccount or aws:SourceArn when ${text} comes.`,
    );
}

function* federatedRules({ text, path }: PrincipalText, statement: StatementView): Iterable<Found> {
  if (actionOfProvider(text) !== 'sts:AssumeRoleWithWebIdentity') return;
  const { prefix } = federationOf(text, new Map());
  const claims = (...names: readonly string[]) =>
    demands(statement, isOneOf(...names.map((name) => `${prefix}:${name}`)));
  const subjects = claims('sub');
  const isPool = prefix === 'cognito-identity.amazonaws.com';
  // Of a pool of one's own the audience says whose identities they are.
  if (subjects.length === 0 && !isPool)
    yield found(
      'oidc-missing-sub',
      path,
      `${nameOf(statement)}: ask for "${prefix}:sub", or every token of the provider will do.`,
    );
  if (claims('aud', 'oaud', 'app_id', 'azp').length === 0)
    yield found('oidc-missing-aud', path, `${nameOf(statement)}: ask for "${prefix}:aud".`);
  for (const { values } of subjects)
    for (const value of values)
      if (isWide(value.text))
        yield found('oidc-wide-sub', value.path, `The subject ${quoted(value.text)} leaves open whose it is.`);
}

/** GitHub, GitLab and Terraform: a wildcard within the first name, before any separator has ended it. */
const isWide = (subject: string): boolean =>
  /^[*?]/.test(subject) || /^(repo|project_path|organization|repository):[^/:]*[*?]/.test(subject);

const tellsAccount = isOneOf(
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
);

function* wildcardAccountRule(statement: StatementView): Iterable<Found> {
  const { principals, conditions } = statement;
  if (demands(statement, tellsAccount).length > 0) return;
  const isAnyone = principals!.names.some(({ text }) => text === '*');
  for (const { name, operator, values } of conditions) {
    const matters = name === 'aws:sourcearn' || (name === 'aws:principalarn' && isAnyone);
    if (!matters || operator === null || operator.negated) continue;
    for (const { text, path } of values)
      if (/^[*?]+$/.test(parseArn(text)?.account ?? ''))
        yield found('wildcard-account', path, `${quoted(text)} takes any account: spell the account out.`);
  }
}
