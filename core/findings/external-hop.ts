import type { Projection } from '../graph/projection.ts';
import type { Catalog } from '../graph/topology.ts';
import type { NodeIndex } from '../model/access-graph.ts';
import type { Condition, RequestCondition } from '../model/condition.ts';
import type { HopAction, HopDetails } from '../model/hop.ts';
import { PRINCIPAL_KINDS } from '../model/principal.ts';
import { isPersonId } from '../policy/federation.ts';

/** Who comes from outside, in the words of a finding. */
export interface OutsidePrincipal {
  readonly type: 'AWS' | 'Federated' | 'Service' | 'CanonicalUser';
  /** `*`, twelve digits, an ARN, a provider, the name of a service. */
  readonly id: string;
  /** Of `AWS`, but for the public. */
  readonly account: string | null;
}

/**
 * What a trust policy lets in from outside: a role, by whom, with which action, asking for what. Principals that come in by
 * their account together are one.
 */
export interface ExternalHop {
  readonly role: NodeIndex;
  readonly principal: OutsidePrincipal;
  readonly action: HopAction;
  /** Of federated identities; empty for all of a provider. */
  readonly subject: string;
  /** Tests of the request. */
  readonly asks: readonly RequestCondition[];
  /** One of those who come in so, and how many there are. */
  readonly source: NodeIndex;
  readonly sourceCount: number;
  /** One of the classes that it is made of. */
  readonly hopClass: number;
}

/** Stands for whichever provider Identity Center keeps in an account. */
export const IDENTITY_CENTER = 'identity-center';

/** The classes of hops with a source outside and a target inside. */
export function externalClasses(
  { sets, hopCount, towardsSources, towardsTargets }: Projection,
  inside: Uint8Array,
): number[] {
  const has = (set: number, side: 0 | 1): boolean => {
    for (let at = sets.offsets[set]!; at < sets.offsets[set + 1]!; at++)
      if ((inside[sets.values[at]!] === 1 ? 1 : 0) === side) return true;
    return false;
  };
  const withOutsider = remembered((set) => has(set, 0));
  const withInsider = remembered((set) => has(set, 1));
  const classes: number[] = [];
  for (let hop = 0; hop < hopCount; hop++)
    if (withOutsider(towardsSources.farSet[hop]!) && withInsider(towardsTargets.farSet[hop]!)) classes.push(hop);
  return classes;
}

/** @param details of `classes`, in their order */
export function externalHops(
  { sets, towardsSources, towardsTargets }: Projection,
  catalog: Catalog,
  inside: Uint8Array,
  classes: readonly number[],
  details: readonly HopDetails[],
): ExternalHop[] {
  const found = new Map<string, { -readonly [Field in keyof ExternalHop]: ExternalHop[Field] }>();
  for (const [index, hopClass] of classes.entries()) {
    const { action, condition, mechanism } = details[index]!;
    const asks = requestConditions(condition);
    const groups = new Map<
      string,
      { principal: OutsidePrincipal; subject: string; source: NodeIndex; count: number }
    >();
    for (const source of members(sets, towardsSources.farSet[hopClass]!)) {
      if (inside[source] === 1) continue;
      const { principal, subject } = outsiderOf(catalog, source, mechanism);
      const key = `${principal.type} ${principal.id}#${subject}`;
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { principal, subject, source, count: 1 });
      else known.count += 1;
    }
    for (const role of members(sets, towardsTargets.farSet[hopClass]!)) {
      if (inside[role] === 0 || kindOf(catalog, role) !== 'Role') continue;
      for (const [key, { principal, subject, source, count }] of groups) {
        const whole = `${role} ${action} ${key} ${JSON.stringify(asks)}`;
        const known = found.get(whole);
        if (known === undefined)
          found.set(whole, { role, principal, action, subject, asks, source, sourceCount: count, hopClass });
        else known.sourceCount += count;
      }
    }
  }
  return [...found.values()].toSorted((a, b) => a.role - b.role || a.source - b.source || a.hopClass - b.hopClass);
}

function outsiderOf(
  catalog: Catalog,
  node: NodeIndex,
  mechanism: HopDetails['mechanism'],
): { principal: OutsidePrincipal; subject: string } {
  const [id, account] = [catalog.ids[node]!, catalog.accountIds[node]!];
  const kind = kindOf(catalog, node);
  if (kind === 'Service') return whole('Service', id.slice('service:'.length));
  if (kind === 'Federated') {
    const [provider, ...subject] = id.slice('federated:'.length).split('#');
    if (isPersonId(id)) return whole('Federated', IDENTITY_CENTER);
    return { ...whole('Federated', provider!), subject: subject.join('#') };
  }
  if (kind === 'Public' || mechanism === 'trust-public') return whole('AWS', '*');
  if (kind === 'ExternalAccount' || mechanism === 'trust-account') return whole('AWS', account!, account);
  return whole('AWS', id, account);
}

const whole = (type: OutsidePrincipal['type'], id: string, account: string | null = null) => ({
  principal: { type, id, account },
  subject: '',
});

/** The tests in a condition, whatever they are joined by; an account's own policies are no test of the request. */
function requestConditions(condition: Condition | null): RequestCondition[] {
  if (condition === null) return [];
  if ('all' in condition) return condition.all.flatMap(requestConditions);
  if ('any' in condition) return condition.any.flatMap(requestConditions);
  if ('not' in condition) return requestConditions(condition.not);
  return 'key' in condition ? [condition] : [];
}

const kindOf = ({ kinds }: Catalog, node: NodeIndex) => PRINCIPAL_KINDS[kinds[node]!]!;

const members = ({ offsets, values }: Projection['sets'], set: number): Uint32Array =>
  values.subarray(offsets[set], offsets[set + 1]);

function remembered(compute: (set: number) => boolean): (set: number) => boolean {
  const known = new Map<number, boolean>();
  return (set) => {
    const value = known.get(set) ?? compute(set);
    known.set(set, value);
    return value;
  };
}
