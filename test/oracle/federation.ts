import type { FederatedCaller } from './caller.ts';
import type { Condition, Statement } from './document.ts';
import { claimPrefix, federationProvider } from './known.ts';
import { coversAction } from './match.ts';
import { partitionOf } from './principal.ts';
import type { Role } from './world.ts';

const WELL_KNOWN = /^(cognito-identity\.amazonaws\.com|accounts\.google\.com|graph\.facebook\.com|www\.amazon\.com)$/;

/** The STS action that identities of a provider use for a role; null where the role cannot trust the provider. */
export function federatedAction(provider: string, role: Role): string | null {
  if (WELL_KNOWN.test(provider)) return 'sts:AssumeRoleWithWebIdentity';
  const [, partition, account, kind] =
    /^arn:([a-z-]+):iam::(\d{12}):(saml|oidc)-provider\/[^*?]+$/.exec(provider) ?? [];
  if (partition !== partitionOf(role.arn) || account !== role.accountId) return null;
  return kind === 'saml' ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRoleWithWebIdentity';
}

/** The federated callers that a role's trust policy names, one for each pattern of claims. */
export function federatedCallers(role: Role): FederatedCaller[] {
  const callers = new Map<string, FederatedCaller>();
  for (const statement of role.trust) {
    if (statement.effect !== 'Allow' || statement.principal!.not) continue;
    for (const { type, value: provider } of statement.principal!.entries) {
      const action = type === 'Federated' ? federatedAction(provider, role) : null;
      if (action === null || !coversAction(statement.action, action)) continue;
      for (const claims of claimPatterns(statement, claimPrefix(provider))) {
        const id = federatedId(provider, claims);
        callers.set(id, { kind: 'federated', id, provider, claims });
      }
    }
  }
  return [...callers.values()];
}

type Claims = ReadonlyMap<string, string>;

/** Each way to choose one value of every claim that the statement pins down. */
const claimPatterns = (statement: Statement, prefix: string): Claims[] =>
  statement.conditions
    .filter((condition) => pinsClaim(condition, prefix))
    .reduce<Claims[]>(
      (chosen, { key, values }) => {
        const standard = values.find((value) => isStandardAudience(key, value));
        const choices = standard === undefined ? values : [standard];
        return choices.flatMap((value) => chosen.map((claims) => new Map([...claims, [key, value]])));
      },
      [new Map()],
    );

const pinsClaim = ({ key, operator, quantifier, ifExists }: Condition, prefix: string) =>
  federationProvider(key) === prefix &&
  (operator === 'StringEquals' || operator === 'StringLike') &&
  quantifier !== 'ForAllValues' &&
  !ifExists;

const SAML_AUDIENCE = /^https:\/\/([a-z0-9-]+\.)?signin\.(aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)\/saml$/;

const isStandardAudience = (key: string, value: string) =>
  key === 'saml:aud' ? SAML_AUDIENCE.test(value) : key.endsWith(':aud') && value === 'sts.amazonaws.com';

/** The subject stands alone, other claims as `claim=value` in their order; a standard audience says nothing. */
function federatedId(provider: string, claims: Claims): string {
  const prefix = `${claimPrefix(provider)}:`;
  const parts = [...claims]
    .filter(([key, value]) => !isStandardAudience(key, value))
    .map(([key, value]) => [key.slice(prefix.length), value] as const)
    .toSorted(([a], [b]) => Number(b === 'sub') - Number(a === 'sub') || (a < b ? -1 : 1))
    .map(([claim, value]) => (claim === 'sub' ? value : `${claim}=${value}`));
  return parts.length === 0 ? `federated:${provider}` : `federated:${provider}#${parts.join(';')}`;
}
