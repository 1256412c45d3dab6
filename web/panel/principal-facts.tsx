import type { PrincipalDetails } from './queries.ts';

/** What there is to say about a principal, by name. */
export function principalFacts(principal: PrincipalDetails): [string, string][] {
  const { account, accountId, role } = principal;
  const named = account && account.name !== accountId ? `${account.name} · ${accountId}` : accountId;
  const facts: [string, string | null | undefined][] = [
    ['Account', named],
    ['Organizational unit', account?.organizationalUnits.join(' / ') || null],
    ['Account’s status', account?.status && account.status !== 'ACTIVE' ? account.status.toLowerCase() : null],
    ['Policies of the account', account && !account.collected ? 'not collected: what they allow is not known' : null],
    ['Vendor', principal.vendor],
    ['Description', role?.description],
    ['Path', principal.path === '/' ? null : principal.path],
    ['Unique id', principal.uniqueId],
    ['Service-linked', role?.serviceLinked ? 'yes: only its service can assume it' : null],
    ['Longest session', role?.maxSessionDuration ? duration(role.maxSessionDuration) : null],
    ['Last used', role ? lastUsed(role.lastUsed) : null],
  ];
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
}

const duration = (seconds: number): string =>
  seconds % 3600 === 0 ? `${seconds / 3600} h` : `${Math.round(seconds / 60)} min`;

const lastUsed = (at: string | null): string => (at === null ? 'never, or not known' : (at.split('T')[0] ?? at));
