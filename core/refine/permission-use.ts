import type { Verdict } from '../model/hop.ts';
import type { Actor } from '../access/actor.ts';
import { decideEach } from '../access/decide-each.ts';
import { globOf } from '../policy/glob.ts';
import type { ActionUses, LastUse, Use } from './action-use.ts';

/** An action that an actor's own side allows, on some resource at least. */
export interface GrantedAction extends LastUse {
  /** As AWS writes it, without the service. */
  readonly name: string;
  /** CONDITIONAL: on some resources, or under conditions. */
  readonly verdict: Exclude<Verdict, 'DENIED'>;
}

export interface GrantedService extends LastUse {
  /** `s3` */
  readonly service: string;
  readonly name: string;
  readonly actions: readonly GrantedAction[];
  readonly counts: UseCounts;
}

/** How many actions, or services, are of which use. */
export interface UseCounts {
  readonly used: number;
  readonly unused: number;
  readonly notTracked: number;
}

/** Every service of which the actor's own side allows an action, by its prefix. Hands back control before each. */
export function* permissionUse(actor: Actor, uses: ActionUses): Generator<void, readonly GrantedService[]> {
  const granted: GrantedService[] = [];
  for (const service of uses.services) {
    yield;
    const decide = decideEach(actor, service, ANY);
    const actions = uses.actionsOf(service).flatMap((name): GrantedAction[] => {
      const { verdict } = decide(name);
      return verdict === 'DENIED' ? [] : [{ name, verdict, ...uses.actionUse(service, name) }];
    });
    if (actions.length === 0) continue;
    const name = uses.serviceName(service);
    granted.push({ service, name, ...uses.serviceUse(service), actions, counts: countUses(actions) });
  }
  return granted;
}

const ANY = globOf('*');

export function countUses(items: readonly { readonly use: Use }[]): UseCounts {
  const count = (wanted: Use): number => items.filter(({ use }) => use === wanted).length;
  return { used: count('used'), unused: count('unused'), notTracked: count('not-tracked') };
}
