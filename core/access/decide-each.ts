import { isAboutService } from '../policy/action-pattern.ts';
import { matchesGlob, type Glob } from '../policy/glob.ts';
import type { Permission } from '../policy/statement.ts';
import type { Actor, PermissionPolicy } from './actor.ts';
import { decideAccess, type AccessDecision } from './decide-access.ts';

/**
 * Decides about actions of one service, given without it, on the resources that a pattern means: what the same statements
 * speak of is decided once, however many actions that are.
 */
export function decideEach(whole: Actor, service: string, resource: Glob): (action: string) => AccessDecision {
  const actor = aboutService(whole, service);
  const statements = [
    ...actor.identity,
    ...(actor.boundary === null ? [] : [actor.boundary]),
    ...(actor.scpLevels?.flat() ?? []),
  ].flatMap((policy) => policy.statements ?? []);
  const known = new Map<string, AccessDecision>();
  return (name) => {
    const action = `${service}:${name.toLowerCase()}`;
    const about = statements.map(({ actions: { complement, patterns } }) =>
      patterns.some((pattern) => matchesGlob(pattern, action)) === complement ? '0' : '1',
    );
    const key = about.join('');
    const decision = known.get(key) ?? decideAccess(actor, action, resource);
    known.set(key, decision);
    return decision;
  };
}

/** The actor with no more than its policies say of actions of the service. */
function aboutService(actor: Actor, service: string): Actor {
  const narrowed = ({ id, statements }: PermissionPolicy): PermissionPolicy => ({
    id,
    statements: statements && statements.flatMap((statement) => narrowStatement(statement, service)),
  });
  return {
    ...actor,
    identity: actor.identity.map(narrowed),
    boundary: actor.boundary && narrowed(actor.boundary),
    scpLevels: actor.scpLevels?.map((level) => level.map(narrowed)) ?? null,
  };
}

function narrowStatement(statement: Permission, service: string): readonly Permission[] {
  const { complement, patterns } = statement.actions;
  const own = patterns.filter((pattern) => isAboutService(pattern, service));
  return own.length === 0 && !complement ? [] : [{ ...statement, actions: { complement, patterns: own } }];
}
