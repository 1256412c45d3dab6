import { type AccountId, accountId } from '../../core/model/id.ts';
import type { OrganizationDetails } from '../../core/model/snapshot.ts';
import type { Problem } from '../../core/model/problem.ts';

/** An account that is not collected because it is not in use. */
export interface InactiveAccount {
  readonly id: AccountId;
  readonly name: string;
  /** `SUSPENDED`, `PENDING_CLOSURE`. */
  readonly status: string;
}

export interface Plan {
  /** Sorted. */
  readonly accounts: readonly AccountId[];
  readonly inactive: readonly InactiveAccount[];
}

/**
 * Which accounts are to be collected: those of the organization that are active, or of them those that were asked for;
 * where the organization is not known, those that were asked for, or the caller's own.
 */
export function planOf(
  own: AccountId,
  organization: OrganizationDetails | null,
  asked: readonly AccountId[] | undefined,
): Plan {
  const members = new Map(organization?.Accounts.map((member) => [accountId(member.Id), member]));
  const wanted = asked ?? (organization === null ? [own] : [...members.keys()]);
  const inactive = wanted.flatMap((id): InactiveAccount[] => {
    const { Name: name = '', Status: status = ACTIVE } = members.get(id) ?? {};
    return status === ACTIVE ? [] : [{ id, name, status }];
  });
  const left = new Set(inactive.map(({ id }) => id));
  return { accounts: [...new Set(wanted)].filter((id) => !left.has(id)).toSorted(), inactive };
}

const ACTIVE = 'ACTIVE';

/** How many accounts are read side by side unless someone says. */
export const usualConcurrency = (accounts: number): number => Math.min(32, Math.max(4, Math.ceil(accounts / 8)));

/**
 * Whether it says that the organization is not for the caller to read, as it is for most accounts: who may list its roots
 * and not what hangs from them lacks a permission.
 */
export const isAboutOrganization = ({ operation }: Problem): boolean =>
  operation === 'organizations:DescribeOrganization' || operation === 'organizations:ListRoots';
