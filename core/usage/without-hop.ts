import type { Catalog } from '../graph/topology.ts';
import { parseArn } from '../model/arn.ts';
import type { Account } from '../model/organization.ts';
import type { Use } from '../model/usage.ts';

export const WITHOUT_HOP_REASONS = [
  /** Caller and role are there, and the policies of the snapshot do not let the one become the other. */
  'no-hop',
  'caller-not-there',
  'caller-not-named',
  'role-not-there',
  'role-not-collected',
] as const;

/** Why calls that were allowed have no hop, as far as can be told. */
export interface WithoutHopReason {
  readonly code: (typeof WITHOUT_HOP_REASONS)[number];
  /** A sentence. */
  readonly text: string;
}

/** Calls that were allowed, which the graph does not know as a hop. */
export interface UseWithoutHop {
  readonly use: Use;
  readonly reason: WithoutHopReason;
}

/** The ones to look at first; of each sort the latest first. */
export function usesWithoutHop(
  uses: readonly Use[],
  catalog: Catalog,
  accounts: readonly Pick<Account, 'id' | 'collected'>[],
): UseWithoutHop[] {
  const collected = new Set<string>(accounts.filter((account) => account.collected).map(({ id }) => id));
  const rank = ({ reason }: UseWithoutHop): number => WITHOUT_HOP_REASONS.indexOf(reason.code);
  return uses
    .filter(({ allowed, hasHop }) => allowed !== null && !hasHop)
    .map((use) => ({ use, reason: reasonOf(use, catalog, collected) }))
    .toSorted((a, b) => rank(a) - rank(b) || (a.use.allowed!.last < b.use.allowed!.last ? 1 : -1));
}

function reasonOf(use: Use, { ids }: Catalog, collected: ReadonlySet<string>): WithoutHopReason {
  const { roleNode, role, sources, caller, certain, allowed } = use;
  const account = parseArn(role)!.account;
  if (roleNode === null && !collected.has(account))
    return reason('role-not-collected', `Account ${account} of the role is not in the snapshot.`);
  if (roleNode === null) return reason('role-not-there', `The snapshot has no such role: ${SINCE}`);
  const isOurs = caller.accountId !== null && collected.has(caller.accountId);
  if (sources.length === 0 && caller.kind === 'principal' && isOurs)
    return reason('caller-not-there', `The snapshot has no such principal, or one made anew by its name: ${SINCE}`);
  if (sources.length === 0 && (isOurs || ['unknown', 'person', 'root'].includes(caller.kind)))
    return reason('caller-not-named', 'The log does not say which principal it was.');
  const who = sources.length > 0 && certain ? ids[sources[0]!]! : 'the caller';
  return reason(
    'no-hop',
    `The policies of the snapshot do not let ${who} become the role. Were they changed after ${allowed!.last.slice(0, 10)}? If not, look at ` +
      'it: an explanation of the hop names the policy that stands in the way.',
  );
}

const SINCE = 'it was deleted since, or is newer than the snapshot.';

const reason = (code: WithoutHopReason['code'], text: string): WithoutHopReason => ({ code, text });
