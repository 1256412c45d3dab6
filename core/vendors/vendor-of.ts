import { KNOWN_ACCOUNTS } from './known-accounts.ts';

const vendors = new Map(
  KNOWN_ACCOUNTS.flatMap(([vendor, accounts]) => accounts.split(' ').map((account) => [account, vendor] as const)),
);

/** Whose an account is known to be, as they published it; null where nobody knows. */
export const vendorOf = (account: string): string | null => vendors.get(account) ?? null;
