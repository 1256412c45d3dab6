import type { HopAction } from '../model/hop.ts';
import { accountId, type NodeId } from '../model/id.ts';
import type { Account } from '../model/organization.ts';
import type { Principal } from '../model/principal.ts';
import { actionOfProvider, isIdentityCenterProvider, isProviderFor, subjectsOf } from '../policy/federation.ts';
import type { TargetRole } from '../policy/request.ts';
import type { PrincipalName, Statement } from '../policy/statement.ts';
import type { CallerClass, Member } from './caller-classes.ts';
import type { Named, Questions } from './consultation.ts';
import type { Directory } from './directory.ts';
import type { Assigned } from './identity-center.ts';
import type { Outsiders } from './sources.ts';

/** Who may be a source of hops into a role, going by its trust policy, as far as it is asked; each is still to be decided. */
export interface RoleSources {
  /** Collected principals that some statement names: they may differ from the rest of their class. */
  readonly named: ReadonlyMap<NodeId, Member>;
  readonly classes: ReadonlySet<CallerClass>;
  /** Sources whose policies are not in the snapshot, by id. */
  readonly outsiders: ReadonlyMap<string, OutsideSource>;
  /** Of Identity Center, whose provider the trust policy names: who is assigned; null for other roles. */
  readonly assigned: Assigned | null;
  /** Principals that the trust policy names but that do not exist. */
  readonly dangling: readonly string[];
}

export interface OutsideSource {
  readonly principal: Principal;
  readonly actions: ReadonlySet<HopAction>;
  /** Whether the trust policy names it, rather than everyone: then it is shown, even where every hop is denied. */
  readonly named: boolean;
}

export interface Surroundings {
  readonly callers: Questions;
  readonly outsiders: Outsiders;
  /** Accounts of the organization that were not collected. */
  readonly uncollected: readonly Account[];
  readonly isCollected: (account: string) => boolean;
  readonly directory: Directory;
}

export function sourcesOf(role: TargetRole, surroundings: Surroundings): RoleSources {
  const gathering = new Gathering(role, surroundings);
  for (const statement of role.trust.document?.statements ?? []) gathering.take(statement);
  return gathering;
}

class Gathering implements RoleSources {
  readonly named = new Map<NodeId, Member>();
  readonly classes = new Set<CallerClass>();
  readonly outsiders = new Map<string, OutsideSource & { named: boolean; readonly actions: Set<HopAction> }>();
  readonly dangling: string[] = [];
  assigned: Assigned | null = null;
  readonly #role: TargetRole;
  readonly #around: Surroundings;

  constructor(role: TargetRole, surroundings: Surroundings) {
    this.#role = role;
    this.#around = surroundings;
  }

  /** A Deny names no source, but those it names must be looked at one by one. */
  take(statement: Statement): void {
    const { complement, names } = statement.principals!;
    const isSource = statement.effect === 'Allow' && !complement;
    for (const name of names)
      if (isSource) this.#allow(name, statement);
      else this.#nameCollected(name);
    if (statement.effect === 'Allow' && complement) this.#allowAnyone(statement.actions);
  }

  #allow(name: PrincipalName, statement: Statement): void {
    const { actions } = statement;
    if (name.type === 'anyone') this.#allowAnyone(actions);
    else if (name.type === 'federated') this.#allowFederated(name.provider, statement);
    else if (!actions.has('sts:AssumeRole')) return;
    else if (name.type === 'service') this.#outsider(this.#around.outsiders.service(name.service), 'sts:AssumeRole');
    else if (name.type === 'account') this.#allowAccount(name.account);
    else if (name.type === 'arn' || name.type === 'session') this.#allowPrincipal(name);
    else if (name.type === 'unique-id' && !this.#nameCollected(name)) this.dangling.push(name.id);
  }

  #allowAnyone(actions: ReadonlySet<HopAction>): void {
    const { callers, outsiders, uncollected } = this.#around;
    for (const action of actions) this.#outsider(outsiders.anyone, action);
    if (!actions.has('sts:AssumeRole')) return;
    this.#classes(callers.ownClasses());
    this.#classes(callers.grantedAnywhere());
    for (const { id } of uncollected) this.#outsider(outsiders.account(id), 'sts:AssumeRole', false);
  }

  #allowAccount(account: string): void {
    const { callers, outsiders, isCollected } = this.#around;
    if (isCollected(account)) this.#classes(callers.grantedIn(accountId(account)));
    else this.#outsider(outsiders.account(account), 'sts:AssumeRole');
  }

  #allowPrincipal(name: Extract<PrincipalName, { type: 'arn' | 'session' }>): void {
    if (this.#around.isCollected(name.account)) {
      if (!this.#nameCollected(name)) this.dangling.push(name.arn);
    } else this.#outsider(this.#around.outsiders.principal(name.arn), 'sts:AssumeRole');
  }

  #allowFederated(provider: string, statement: Statement): void {
    const action = actionOfProvider(provider);
    if (!statement.actions.has(action)) return;
    if (!isProviderFor(provider, this.#role)) this.dangling.push(provider);
    else if (!this.#allowPeople(provider))
      for (const subject of subjectsOf(statement, provider))
        this.#outsider(this.#around.outsiders.federated(provider, subject), action);
  }

  /** Whether the people who are assigned stand for the provider: where not all are known, it stays as a source beside them. */
  #allowPeople(provider: string): boolean {
    if (!isIdentityCenterProvider(provider)) return false;
    this.assigned = this.#around.directory.assignedTo(this.#role.arn, this.#role.account.id);
    return this.assigned !== null && this.assigned.gap === null;
  }

  #nameCollected(name: PrincipalName): boolean {
    const found = this.#lookUp(name);
    const member = found?.member ?? null;
    if (member !== null) this.named.set(member.caller.id, member);
    return found !== null;
  }

  #lookUp(name: PrincipalName): Named | null {
    const { callers } = this.#around;
    if (name.type === 'arn') return callers.byArn(accountId(name.account), name.arn);
    if (name.type === 'unique-id') return callers.byUniqueId(name.id);
    return name.type === 'session' ? callers.byRoleName(accountId(name.account), name.role) : null;
  }

  #classes(classes: Iterable<CallerClass>): void {
    for (const each of classes) this.classes.add(each);
  }

  #outsider(principal: Principal, action: HopAction, named = true): void {
    const known = this.outsiders.get(principal.id) ?? { principal, actions: new Set(), named };
    known.actions.add(action);
    known.named ||= named;
    this.outsiders.set(principal.id, known);
  }
}
