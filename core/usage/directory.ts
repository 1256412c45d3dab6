import { parseArn } from '../model/arn.ts';
import type { NodeIndex } from '../model/access-graph.ts';
import type { Principal } from '../model/principal.ts';
import { federationOfId, isPersonId } from '../policy/federation.ts';
import { sessionNameOf } from '../policy/session-name.ts';

/** The principals of a graph by what a log says of them. */
export interface CallerDirectory {
  readonly principals: readonly Principal[];
  readonly byId: ReadonlyMap<string, NodeIndex>;
  readonly byUniqueId: ReadonlyMap<string, NodeIndex>;
  /** Roles by `nameKey`. */
  readonly roles: ReadonlyMap<string, NodeIndex>;
  /** By `nameKey`. */
  readonly sessions: ReadonlyMap<string, readonly NodeIndex[]>;
  /** By provider. */
  readonly federated: ReadonlyMap<string, readonly NodeIndex[]>;
  /** Of Identity Center, by the names of their sessions. */
  readonly people: ReadonlyMap<string, readonly NodeIndex[]>;
  /** Accounts outside the snapshot, and principals of them that trust policies name, by account. */
  readonly outsiders: ReadonlyMap<string, readonly NodeIndex[]>;
}

export function callerDirectory(principals: readonly Principal[]): CallerDirectory {
  const maps = {
    byId: new Map<string, NodeIndex>(),
    byUniqueId: new Map<string, NodeIndex>(),
    roles: new Map<string, NodeIndex>(),
    sessions: new Map<string, NodeIndex[]>(),
    federated: new Map<string, NodeIndex[]>(),
    people: new Map<string, NodeIndex[]>(),
    outsiders: new Map<string, NodeIndex[]>(),
  };
  for (const [node, principal] of principals.entries()) {
    const { id, kind, uniqueId, accountId } = principal;
    maps.byId.set(id, node);
    if (kind === 'Session') put(maps.sessions, nameKey(id), node);
    else if (uniqueId !== null) maps.byUniqueId.set(uniqueId, node);
    if (kind === 'Role') maps.roles.set(nameKey(id), node);
    if (kind === 'Federated' && isPersonId(id)) put(maps.people, sessionNameOf(principal) ?? '', node);
    else if (kind === 'Federated') put(maps.federated, federationOfId(id).provider, node);
    if (kind === 'External' || kind === 'ExternalAccount') put(maps.outsiders, accountId ?? '', node);
  }
  return { principals, ...maps };
}

/** `ACCOUNT/NAME` of the ARN of a role or session: unique, whatever the path, which logs may leave out. */
export function nameKey(arn: string): string {
  const { account, resource } = parseArn(arn) ?? { account: '', resource: arn };
  const segments = resource.split('/');
  return `${account}/${resource.startsWith('assumed-role/') ? segments[1] : segments.at(-1)}`;
}

function put(map: Map<string, NodeIndex[]>, key: string, node: NodeIndex): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [node]);
  else known.push(node);
}
