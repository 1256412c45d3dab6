import type { NodeIndex } from '../model/access-graph.ts';
import type { LoggedUse, UsageCaller } from '../model/usage.ts';
import { federationOfId, isIdentityCenterProvider } from '../policy/federation.ts';
import { matchesGlob } from '../policy/glob.ts';
import { type CallerDirectory, nameKey } from './directory.ts';

/** Who a caller may be. */
export interface Candidates {
  readonly nodes: readonly NodeIndex[];
  /** Whether it is known to be them all, as a role and its session are. */
  readonly certain: boolean;
}

export function candidatesFor({ caller, sessions }: LoggedUse, directory: CallerDirectory): Candidates {
  switch (caller.kind) {
    case 'principal':
      return principalFor(caller, sessions, directory);
    case 'service':
      return surely(directory.byId.get(`service:${caller.id}`));
    case 'federated':
      return { nodes: identitiesFor(caller, directory), certain: false };
    case 'person':
      return { nodes: peopleWithId(caller.id, directory), certain: true };
    case 'account':
      return { nodes: directory.outsiders.get(caller.id) ?? [], certain: false };
    case 'root':
    case 'unknown':
      return NOBODY;
  }
}

const NOBODY: Candidates = { nodes: [], certain: true };

const surely = (node: NodeIndex | undefined): Candidates =>
  node === undefined ? NOBODY : { nodes: [node], certain: true };

/** A unique id tells a principal from an earlier one of the same name, which is none of the graph. */
function principalFor(caller: UsageCaller, sessions: readonly string[], directory: CallerDirectory): Candidates {
  const { id, uniqueId } = caller;
  const { principals, byId, byUniqueId, roles } = directory;
  const named = byId.get(id) ?? (id.includes(':role/') ? roles.get(nameKey(id)) : undefined);
  const isEarlier = named !== undefined && uniqueId !== null && (principals[named]!.uniqueId ?? uniqueId) !== uniqueId;
  const node = (uniqueId === null ? undefined : byUniqueId.get(uniqueId)) ?? (isEarlier ? undefined : named);
  if (node === undefined) return isEarlier ? NOBODY : outsiderFor(caller, directory);
  if (principals[node]!.kind === 'External')
    return { nodes: [node, ...wholeAccount(caller, directory)], certain: true };
  const own = directory.sessions.get(nameKey(principals[node]!.id)) ?? [];
  return { nodes: [node, ...own.filter((session) => sessions.includes(principals[session]!.name))], certain: true };
}

/** With its ARN it is none that a trust policy names by another; without, it may be any of its account. */
function outsiderFor(caller: UsageCaller, directory: CallerDirectory): Candidates {
  if (caller.id.startsWith('arn:')) return { nodes: wholeAccount(caller, directory), certain: true };
  return { nodes: directory.outsiders.get(caller.accountId ?? '') ?? [], certain: false };
}

const wholeAccount = ({ accountId }: UsageCaller, { outsiders, principals }: CallerDirectory): NodeIndex[] =>
  (outsiders.get(accountId ?? '') ?? []).filter((node) => principals[node]!.kind === 'ExternalAccount');

/** Nodes stand for identities whose subject fits a pattern; what else they ask of a token the log does not say. */
function identitiesFor({ id: provider, subject }: UsageCaller, directory: CallerDirectory): readonly NodeIndex[] {
  if (isIdentityCenterProvider(provider) && subject !== null && directory.people.has(subject))
    return directory.people.get(subject)!;
  return (directory.federated.get(provider) ?? []).filter((node) => {
    const pattern = federationOfId(directory.principals[node]!.id).claims.get('sub');
    return pattern === undefined || subject === null || matchesGlob(pattern, subject);
  });
}

const peopleWithId = (userId: string, { people, principals }: CallerDirectory): NodeIndex[] =>
  [...people.values()].flat().filter((node) => principals[node]!.id.endsWith(`#${userId}`));
