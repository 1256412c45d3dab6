import type { AccountAccess } from './queries.ts';

/** An account, and how many are of it: directly, and through chains of roles alone. */
export function accountWords({ account, accountId, own, direct, chained }: AccountAccess): [string, string] {
  const name = accountId === null ? 'No account' : (account?.name ?? accountId);
  const counts = [
    direct > 0 ? `${direct.toLocaleString('en')} directly` : null,
    chained > 0 ? `${chained.toLocaleString('en')} through chains alone` : null,
  ];
  return [own ? `${name} (own)` : name, counts.filter((count) => count !== null).join(', ')];
}
