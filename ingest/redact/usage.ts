import { compareText } from '../../core/derive/order.ts';
import type { LoggedUse, UsageLog } from '../../core/model/usage.ts';
import { redactText, type Replacer } from './text.ts';

/** Callers, roles and the names of sessions are replaced; times, counts, regions and what AWS answered stay. */
export function redactUsage({ accounts, uses, ...counts }: UsageLog, replace: Replacer): UsageLog {
  const text = (value: string): string => redactText(value, replace);
  const maybe = (value: string | null): string | null => value && text(value);
  const redactUse = ({ caller, role, sessions, sourceIdentities, ...rest }: LoggedUse): LoggedUse => ({
    caller: {
      kind: caller.kind,
      id: text(caller.id),
      accountId: maybe(caller.accountId),
      uniqueId: maybe(caller.uniqueId),
      subject: maybe(caller.subject),
    },
    role: text(role),
    ...rest,
    sessions: sessions.map(text).toSorted(compareText),
    sourceIdentities: sourceIdentities.map(text).toSorted(compareText),
  });
  return {
    accounts: accounts
      .map((account) => ({ ...account, accountId: text(account.accountId) }))
      .toSorted((a, b) => compareText(a.accountId, b.accountId)),
    uses: uses.map(redactUse).toSorted((a, b) => compareText(JSON.stringify(a), JSON.stringify(b))),
    ...counts,
  };
}
