import type { Snapshot } from '../core/model/snapshot.ts';
import { authorize } from '../test/oracle/authorize.ts';
import { identityCaller, type Caller } from '../test/oracle/caller.ts';
import { knowledge } from '../test/oracle/known.ts';
import { coversAction, type Context } from '../test/oracle/match.ts';
import { grantNaming } from '../test/oracle/principal.ts';
import { readWorld, type Role, type World } from '../test/oracle/world.ts';

/**
 * The straightforward way: every policy parsed once, then each pair of principals decided on its own, two-valued, for one
 * plain request (no MFA, no tags, no ExternalId). Pairs that the trust policy does not name cost a glance at it.
 */
export interface PairLoop {
  readonly callers: readonly Caller[];
  readonly roles: readonly Role[];
  mayAssume(caller: Caller, role: Role): boolean;
}

const ACTION = 'sts:AssumeRole';

export function createPairLoop(snapshot: Snapshot): PairLoop {
  const world = readWorld(snapshot);
  const callers = [...world.users, ...world.roles].map(identityCaller);
  const grants = new Map(
    world.roles.map((role) => [
      role,
      role.trust.filter(({ effect, action }) => effect === 'Allow' && coversAction(action, ACTION)),
    ]),
  );
  return {
    callers,
    roles: world.roles,
    mayAssume: (caller, role) => {
      const context = plainContext(caller, role, world);
      const named = grants.get(role)!.some((statement) => grantNaming(statement, caller, role, context) !== null);
      return named && authorize({ caller, role, action: ACTION, context }, world);
    },
  };
}

/** Works a key out when it is asked for; what is open is absent, or something of no consequence. */
const plainContext = (caller: Caller, role: Role, world: World): Context => ({
  get: (key) => {
    const known = knowledge(key, caller, role, world);
    if ('values' in known) return known.values;
    return known.mayBeAbsent ? [] : [known.other];
  },
});

/** Every edge between two principals of the snapshot. */
export function pairEdges({ callers, roles, mayAssume }: PairLoop): number {
  let edges = 0;
  for (const role of roles) for (const caller of callers) if (mayAssume(caller, role)) edges++;
  return edges;
}

/** Everyone from whom a chain leads to the role, found by asking about each pair on the way. */
export function pairReach({ callers, roles, mayAssume }: PairLoop, target: Role): number {
  const roleOf = new Map(roles.map((role) => [role.arn, role]));
  const reached = new Set<Caller>();
  const queue = [target];
  for (const role of queue)
    for (const caller of callers)
      if (!reached.has(caller) && mayAssume(caller, role)) {
        reached.add(caller);
        const next = roleOf.get(caller.id);
        if (next !== undefined && next !== target) queue.push(next);
      }
  return reached.size;
}
