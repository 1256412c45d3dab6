import type { HopAction } from '../../core/model/hop.ts';
import { partitionOf, type FederatedCaller } from './caller.ts';
import type { Condition, Statement } from './document.ts';
import { claimPrefix, federationProvider, isStandardAudience } from './known.ts';
import { coversAction, variablesIn } from './match.ts';
import type { Role } from './world.ts';

const WELL_KNOWN = /^(cognito-identity\.amazonaws\.com|accounts\.google\.com|graph\.facebook\.com|www\.amazon\.com)$/;

/** The STS action that identities of a provider use for a role; null where the role cannot trust the provider. */
export function federatedAction(provider: string, role: Role): HopAction | null {
  if (WELL_KNOWN.test(provider)) return actionOf(provider);
  const [, partition, account] = /^arn:([a-z-]+):iam::(\d{12}):(saml|oidc)-provider\/[^*?]+$/.exec(provider) ?? [];
  return partition === partitionOf(role.arn) && account === role.accountId ? actionOf(provider) : null;
}

export const actionOf = (provider: string): HopAction =>
  provider.includes(':saml-provider/') ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRoleWithWebIdentity';

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

/** More are not told apart: what they have in common is the source. */
const MOST_SUBJECTS = 64;

/** Each way to choose one value of every claim that the statement pins down; a standard audience says nothing. */
const claimPatterns = (statement: Statement, prefix: string): Claims[] =>
  statement.conditions
    .filter((condition) => pinsClaim(condition, prefix, statement.hasVariables))
    // Of several that pin one claim, the one without wildcards, or the first.
    .toSorted((a, b) => Number(a.operator === 'StringLike') - Number(b.operator === 'StringLike'))
    .filter(({ key }, index, all) => all.findIndex((other) => other.key === key) === index)
    .filter(({ key, values }) => !(key.endsWith(':aud') && values.some(isStandardAudience)))
    .reduce<Claims[]>(
      (chosen, { key, values }) => {
        const narrowed = values.flatMap((value) => chosen.map((claims) => new Map([...claims, [key, value]])));
        return narrowed.length > MOST_SUBJECTS ? chosen : narrowed;
      },
      [new Map()],
    );

const pinsClaim = ({ key, operator, values, quantifier, ifExists }: Condition, prefix: string, hasVariables: boolean) =>
  federationProvider(key) === prefix &&
  (operator === 'StringEquals' || operator === 'StringLike') &&
  quantifier !== 'ForAllValues' &&
  !ifExists &&
  !(hasVariables && values.some((value) => variablesIn(value).length > 0));

const claimText = (claim: string, value: string): string =>
  claim === 'sub' && !/^[\w-]+=/.test(value) ? value : `${claim}=${value}`;

/** The subject stands alone unless it looks like a claim, other claims as `claim=value` in their order. */
function federatedId(provider: string, claims: Claims): string {
  const prefix = `${claimPrefix(provider)}:`;
  const parts = [...claims]
    .map(([key, value]) => [key.slice(prefix.length), value] as const)
    .toSorted(([a], [b]) => Number(b === 'sub') - Number(a === 'sub') || (a < b ? -1 : 1))
    .map(([claim, value]) => claimText(claim, value.replace(/%(?=25|3B)/g, '%25').replace(/;(?=[\w-]+=)/g, '%3B')));
  return parts.length === 0 ? `federated:${provider}` : `federated:${provider}#${parts.join(';')}`;
}
