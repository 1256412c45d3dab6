import { parseArn } from '../model/arn.ts';
import type { HopAction } from '../model/hop.ts';
import { globOf, globText, type Glob } from './glob.ts';
import type { Federation, TargetRole } from './request.ts';
import type { ConditionTest, Statement } from './statement.ts';
import { constantOf } from './template.ts';

/** A provider as a trust policy names it: an ARN, or the domain of one that AWS knows without being told. */
export function federationOf(provider: string, claims: ReadonlyMap<string, Glob>): Federation {
  const resource = parseArn(provider)?.resource;
  const prefix =
    resource === undefined ? provider : resource.replace(/^oidc-provider\//, '').replace(/^saml-provider\/.*/s, 'saml');
  return { provider, prefix: prefix.toLowerCase(), claims };
}

export const actionOfProvider = (provider: string): HopAction =>
  provider.includes(':saml-provider/') || isPersonId(provider)
    ? 'sts:AssumeRoleWithSAML'
    : 'sts:AssumeRoleWithWebIdentity';

/** The provider that Identity Center keeps in every account it gives access to; its name tells nothing of the instance. */
export const isIdentityCenterProvider = (provider: string): boolean =>
  /:saml-provider\/AWSSSO_[^/]+_DO_NOT_DELETE$/.test(provider);

/** The id of a user of an Identity Center instance, who comes through its provider in whichever account. */
export const personId = (instanceArn: string, userId: string): string => federatedId(instanceArn, userId);

export const isPersonId = (id: string): boolean => /^federated:arn:[\w-]+:sso:::instance\/[^#]+#/.test(id);

/** Null for everyone else: that a provider is of the role's partition is looked at where a trust policy names it. */
export const partitionOfPerson = (id: string): string | null => (isPersonId(id) ? id.split(':')[2]! : null);

/** A role trusts the providers of its own account, and those that AWS knows without being told. */
export function isProviderFor(provider: string, { account, partition }: TargetRole): boolean {
  const arn = parseArn(provider);
  return arn === null ? WELL_KNOWN.has(provider) : arn.account === account.id && arn.partition === partition;
}

/** "AWS JSON policy elements: Principal", web identity principals */
const WELL_KNOWN: ReadonlySet<string> = new Set([
  'cognito-identity.amazonaws.com',
  'accounts.google.com',
  'graph.facebook.com',
  'www.amazon.com',
]);

/** Audiences that AWS's own sign-in asks of every token ("Configure SAML assertions", "Obtain the thumbprint …"). */
export const isStandardAudience = (text: string): boolean =>
  text === 'sts.amazonaws.com' ||
  /^https:\/\/([\w-]+\.)?signin\.(aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)\/saml(\/acs\/[\w-]+)?$/.test(
    text,
  );

/** Whether the identity comes through the provider. */
export const comesThrough = ({ provider }: Federation, trusted: string): boolean =>
  provider === trusted || (provider === IDENTITY_CENTER && isIdentityCenterProvider(trusted));

/** Stands for whichever provider Identity Center keeps in the account of a role. */
const IDENTITY_CENTER = 'identity-center';

const MOST_SUBJECTS = 64;

/**
 * The subjects that a statement lets in, as `SUBJECT_PATTERN` of a node id: the conditions on the provider's claims
 * say which of its identities are meant. `sub` stands alone, other claims as `claim=value`, joined by `;`.
 * The empty text stands for every identity of the provider.
 */
export function subjectsOf(statement: Statement, provider: string): readonly string[] {
  const { prefix } = federationOf(provider, new Map());
  let subjects: string[][] = [[]];
  for (const test of narrowing(statement.conditions, prefix)) {
    const claim = test.key.slice(prefix.length + 1).toLowerCase();
    const values = test.values.map((value) => globText(constantOf(value)!));
    if (claim === 'aud' && values.some(isStandardAudience)) continue;
    const next = values.flatMap((value) => subjects.map((parts) => [...parts, claimText(claim, value)]));
    if (next.length <= MOST_SUBJECTS) subjects = next;
  }
  return [...new Set(subjects.map((parts) => parts.join(';')))];
}

/** A subject that looks like a claim is written as one, and what would end a value is encoded. */
function claimText(claim: string, value: string): string {
  const text = value.replaceAll(/%(?=25|3B)/g, '%25').replaceAll(/;(?=[\w-]+=)/g, '%3B');
  return claim === 'sub' && !/^[\w-]+=/.test(text) ? text : `${claim}=${text}`;
}

const decoded = (text: string): string => text.replaceAll('%3B', ';').replaceAll('%25', '%');

/** `sub` comes first. */
const rank = ({ key }: ConditionTest): string => (/:sub$/i.test(key) ? '' : key.toLowerCase());

/** The tests that name the values of a claim, one for each: `sub` first, then by claim. The rest are conditions. */
function narrowing(conditions: readonly ConditionTest[], prefix: string): ConditionTest[] {
  const isNarrowing = (test: ConditionTest): boolean =>
    (test.operator === 'StringEquals' || test.operator === 'StringLike') &&
    !test.negated &&
    !test.ifExists &&
    test.qualifier !== 'ForAllValues' &&
    test.key.toLowerCase().startsWith(`${prefix}:`) &&
    test.values.every((value) => constantOf(value) !== null);
  const exactFirst = conditions
    .filter(isNarrowing)
    .toSorted((a, b) => Number(a.operator === 'StringLike') - Number(b.operator === 'StringLike'));
  const byClaim = new Map(exactFirst.toReversed().map((test) => [test.key.toLowerCase(), test]));
  return [...byClaim.values()].toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

export const federatedId = (provider: string, subject: string): string =>
  subject === '' ? `federated:${provider}` : `federated:${provider}#${subject}`;

/** Reads what `federatedId` or `personId` wrote. */
export function federationOfId(id: string): Federation {
  if (isPersonId(id)) return { provider: IDENTITY_CENTER, prefix: 'saml', claims: new Map() };
  const text = id.slice('federated:'.length);
  const hash = text.indexOf('#');
  if (hash < 0) return federationOf(text, new Map());
  const claims = text
    .slice(hash + 1)
    .split(/;(?=[\w-]+=)/)
    .map((part): [string, Glob] => {
      const [, claim, value] = /^([\w-]+)=(.*)$/s.exec(part) ?? [];
      return claim === undefined ? ['sub', globOf(decoded(part))] : [claim, globOf(decoded(value!))];
    });
  return federationOf(text.slice(0, hash), new Map(claims));
}
