import type { PolicyView } from './view.ts';

/** What AWS documents of its services, as far as a policy names them. Names are given in any case. */
export interface Catalogue {
  /** The names of a service's actions, by the name in lower case; null where there is no such service. */
  readonly actionsOf: (service: string) => ReadonlyMap<string, string> | null;
  /** Type of a condition key as the service authorization reference writes it (`ArrayOfString`); null: no such key. */
  readonly keyType: (key: string) => string | null;
  readonly supportsRcp: (service: string) => boolean;
}

export interface NamesInPolicy {
  readonly services: ReadonlySet<string>;
  readonly keys: ReadonlySet<string>;
}

/** The services and condition keys that the catalogue will be asked about; in lower case. */
export function namesIn({ statements }: PolicyView): NamesInPolicy {
  const services = new Set<string>();
  const keys = new Set<string>();
  for (const { actions, conditions } of statements) {
    for (const { text } of actions?.values ?? []) services.add(serviceOf(text));
    for (const { name } of conditions) if (!isClaim(name)) keys.add(name);
  }
  return { services, keys };
}

export const serviceOf = (action: string): string => action.slice(0, Math.max(action.indexOf(':'), 0)).toLowerCase();

/** A key of an identity provider of one's own (`oidc.example.com/id/1:sub`), or of SAML: no list can hold them. */
export const isClaim = (name: string): boolean => /^[^:]*[./][^:]*:|^saml:/.test(name) && !name.startsWith('aws:');
