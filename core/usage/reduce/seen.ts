import type { NodeIndex } from '../../model/access-graph.ts';
import type { Principal } from '../../model/principal.ts';
import type { Use } from '../../model/usage.ts';
import type { Outsiders } from '../../derive/sources.ts';

/** Someone who used a role, as one who can be asked about again. */
export interface SeenCaller {
  readonly principal: Principal;
  /** As whom a trust policy may let it in: someone outside also as one of its account, or as anyone. */
  readonly comesAs: readonly Principal[];
  /** Of a user or role; null of services and federated identities. */
  readonly arn: string | null;
  /** Names of its sessions, the first few, and whether there are others. */
  readonly sessions: readonly string[];
  readonly moreSessions: boolean;
  /** Of federated identities; null where the log does not say it. */
  readonly subject: string | null;
}

export interface SeenCallers {
  readonly callers: readonly SeenCaller[];
  /** Accounts of which somebody used the role whom the log does not name. */
  readonly unnamedAccounts: ReadonlySet<string>;
  /** Whether a service did that the log does not name, or nobody knows who. */
  readonly unnamed: boolean;
}

/** Who used a role, from uses that were allowed. */
export function seenCallers(
  uses: readonly Use[],
  principalOf: (node: NodeIndex) => Principal,
  outsiders: Outsiders,
): SeenCallers {
  const callers: SeenCaller[] = [];
  const unnamedAccounts = new Set<string>();
  let unnamed = false;
  for (const use of uses) {
    const { caller, sessions, moreSessions } = use;
    const add = (principal: Principal, arn: string | null = null, comesAs = [principal]): void =>
      void callers.push({ principal, comesAs, arn, sessions, moreSessions, subject: caller.subject });
    const own = use.sources.map(principalOf).find(({ kind }) => kind === 'User' || kind === 'Role');
    if (caller.kind === 'service') add(outsiders.service(caller.id));
    else if (caller.kind === 'federated') add(outsiders.federated(caller.id, caller.subject ?? ''));
    else if (own !== undefined) add(own, own.id);
    else if (caller.kind === 'principal' && caller.id.startsWith('arn:')) {
      const principal = outsiders.principal(caller.id);
      add(principal, caller.id, [principal, outsiders.account(principal.accountId!), outsiders.anyone]);
    } else if (caller.accountId !== null) unnamedAccounts.add(caller.accountId);
    else unnamed = true;
  }
  return { callers, unnamedAccounts, unnamed };
}
