import type { ServiceLastAccessed } from '../model/account-facts.ts';
import type { ActionCatalogue } from './action-catalogue.ts';

/** `not-tracked`: nobody can say. */
export const USES = ['used', 'unused', 'not-tracked'] as const;
export type Use = (typeof USES)[number];

/** The last attempt, also one that was denied; both null unless used. */
export interface LastUse {
  readonly use: Use;
  /** ISO 8601. */
  readonly at: string | null;
  readonly region: string | null;
}

/** What is known of services and their actions, and of their use by one role. Services in lower case. */
export interface ActionUses {
  /** Documented, in the report, or named by the role's policies. */
  readonly services: readonly string[];
  readonly serviceName: (service: string) => string;
  /** As AWS writes them; sorted. Those that only policies name are in lower case. */
  readonly actionsOf: (service: string) => readonly string[];
  readonly serviceUse: (service: string) => LastUse;
  /** @param action without the service; any name */
  readonly actionUse: (service: string, action: string) => LastUse;
}

/**
 * Holds what AWS documents against what IAM reports of a role ("Refine permissions in AWS using last accessed information"):
 * attempts of the last 400 days, by service and, of actions that are tracked, by action.
 * @param named what the role's policies spell out, by service, so that nothing of it is lost with a wildcard
 */
export function createActionUses(
  catalogue: ActionCatalogue,
  report: readonly ServiceLastAccessed[],
  named: ReadonlyMap<string, readonly string[]> = new Map(),
): ActionUses {
  const reported = new Map(report.map((service) => [service.ServiceNamespace.toLowerCase(), reportedOf(service)]));
  const known = new Map<string, readonly string[]>();
  for (const service of new Set([...catalogue.keys(), ...reported.keys(), ...named.keys()])) {
    const others = [...(reported.get(service)?.names ?? []), ...(named.get(service) ?? [])];
    known.set(service, joined(catalogue.get(service)?.actions ?? [], others));
  }
  const serviceUse = (service: string): LastUse => reported.get(service)?.use ?? NOT_TRACKED;
  return {
    services: [...known.keys()].toSorted(),
    serviceName: (service) => catalogue.get(service)?.name ?? reported.get(service)?.name ?? service,
    actionsOf: (service) => known.get(service) ?? [],
    serviceUse,
    actionUse(service, action) {
      const name = action.toLowerCase();
      const own = reported.get(service)?.actions.get(name);
      if (own?.use === 'used') return own;
      if (service === 'iam' && name === 'passrole') return NOT_TRACKED;
      if (serviceUse(service).use === 'unused') return UNUSED;
      return own ?? NOT_TRACKED;
    },
  };
}

/**
 * "iam:PassRole … is not tracked": it is no call of its own, so not even IAM itself need have been called.
 */
const NOT_TRACKED: LastUse = { use: 'not-tracked', at: null, region: null };
const UNUSED: LastUse = { use: 'unused', at: null, region: null };

function reportedOf({
  ServiceName: name,
  LastAuthenticated,
  LastAuthenticatedRegion,
  TrackedActionsLastAccessed: tracked = [],
}: ServiceLastAccessed) {
  const actions = new Map(
    tracked.map(({ ActionName, LastAccessedTime, LastAccessedRegion }) => [
      ActionName.toLowerCase(),
      lastUse(LastAccessedTime, LastAccessedRegion),
    ]),
  );
  const whole = lastUse(LastAuthenticated, LastAuthenticatedRegion);
  const latest = [...actions.values()]
    .filter(({ use }) => use === 'used')
    .toSorted((a, b) => Date.parse(b.at!) - Date.parse(a.at!))[0];
  return {
    name,
    names: tracked.map(({ ActionName }) => ActionName),
    use: whole.at === null ? (latest ?? whole) : whole,
    actions,
  };
}

const lastUse = (at: string | undefined, region: string | undefined): LastUse =>
  at === undefined ? UNUSED : { use: 'used', at, region: region ?? null };

/** Names that differ in case alone are one, as it is documented. */
function joined(documented: readonly string[], others: readonly string[]): readonly string[] {
  if (others.length === 0) return documented;
  const names = new Set(documented.map((name) => name.toLowerCase()));
  const unknown = others.filter((name) => names.size < names.add(name.toLowerCase()).size);
  return unknown.length === 0 ? documented : [...documented, ...unknown].toSorted();
}
