import { lastSegment, parseArn } from '../model/arn.ts';
import type { Condition } from '../model/condition.ts';
import type { HopOutcome } from '../model/hop.ts';
import { nodeId, type NodeId } from '../model/id.ts';
import { decode } from '../model/json.ts';
import type { Principal } from '../model/principal.ts';
import { conditionOf } from '../policy/condition-data.ts';
import { formulaOf, literalOf, simpleConditionsIn } from '../policy/formula-of.ts';
import type { Formula } from '../policy/formula.ts';
import { sentencesOf } from '../policy/sentence.ts';
import { sessionNameOf } from '../policy/session-name.ts';
import { decodeHops } from './account-hops.ts';
import type { DerivedAccount } from './derived-account.ts';
import type { HopGroup, RoleHops } from './derive-role.ts';
import { compareText } from './order.ts';

/** A session that a hop's condition names, of a role that people of Identity Center become. */
export interface Session {
  readonly principal: Principal;
  /** Who gets it: those of that user name. */
  readonly people: ReadonlySet<NodeId>;
}

export type SessionsByRole = ReadonlyMap<NodeId, readonly Session[]>;

/** The sessions that are nodes: those whose name a hop from their role asks for, and that somebody gets. */
export function sessionsByRole(accounts: readonly DerivedAccount[], people: readonly Principal[]): SessionsByRole {
  const sessions = new Map<NodeId, readonly Session[]>();
  const named = namedSessions(people.length === 0 ? [] : accounts);
  if (named.size === 0) return sessions;
  const names = new Map(people.map((person) => [person.id, sessionNameOf(person)]));
  for (const { roster, principals, hops } of accounts) {
    if (!roster.ids.some((id) => named.has(id))) continue;
    const own = new Map(roster.ids.map((id, position) => [id, position]));
    for (const { role, groups } of decodeHops(roster.ids, hops).values()) {
      const found = [...(named.get(role) ?? [])].toSorted(compareText).flatMap((name) => {
        const its = new Set(groups.flatMap(({ members }) => members.filter((id) => names.get(id) === name)));
        return its.size === 0
          ? []
          : [{ principal: sessionOf(decode(principals.json(own.get(role)!)), name), people: its }];
      });
      if (found.length > 0) sessions.set(role, found);
    }
  }
  return sessions;
}

/** By role, the names of its sessions that hops from it are about. */
function namedSessions(accounts: readonly DerivedAccount[]): ReadonlyMap<NodeId, ReadonlySet<string>> {
  const named = new Map<NodeId, Set<string>>();
  for (const { roster, hops } of accounts) {
    if (hops.outcomes.every((outcome) => sessionNamesIn(outcome).length === 0)) continue;
    for (const { groups } of decodeHops(roster.ids, hops).values())
      for (const { outcome, members } of groups)
        for (const name of sessionNamesIn(outcome))
          for (const member of members) named.set(member, (named.get(member) ?? new Set()).add(name));
  }
  return named;
}

const sessionNamesIn = ({ condition }: HopOutcome): readonly string[] =>
  condition === null
    ? []
    : simpleConditionsIn(condition).flatMap((simple) => ('session' in simple ? [simple.session] : []));

/** A session has all that its role has, but is no role. */
function sessionOf(role: Principal, name: string): Principal {
  const { partition, account } = parseArn(role.id)!;
  const id = nodeId(`arn:${partition}:sts::${account}:assumed-role/${role.name}/${name}`);
  return { ...role, id, kind: 'Session', name, role: null };
}

/** Whose session it is, as far as its own calls ask for it. */
export function roleOfSession(session: Principal): Principal {
  const { partition, account, resource } = parseArn(session.id)!;
  const name = lastSegment(resource.slice(0, resource.lastIndexOf('/')));
  return { ...session, id: nodeId(`arn:${partition}:iam::${account}:role${session.path}${name}`), kind: 'Role', name };
}

/** What a condition of a role's call comes to for one of its sessions. */
export const ofSession = (condition: Condition, session: string): Formula =>
  formulaOf(condition, (simple) => ('session' in simple ? simple.session === session : literalOf(simple)));

/** Hops from some principals: a session does what its role does, but for what asks for the name of a session. */
export function* withSessions(group: HopGroup, sessions: SessionsByRole): Generator<HopGroup> {
  const { members, outcome, evidence } = group;
  const own = members.flatMap((member) => sessions.get(member) ?? []);
  if (sessionNamesIn(outcome).length === 0)
    return yield { outcome, evidence, members: [...members, ...own.map(({ principal }) => principal.id)] };
  yield group;
  for (const { principal } of own) {
    const formula = ofSession(outcome.condition!, principal.name);
    if (formula !== false) yield { outcome: remaining(outcome, formula), evidence, members: [principal.id] };
  }
}

const remaining = (outcome: HopOutcome, formula: Formula): HopOutcome => ({
  ...outcome,
  verdict: formula === true ? 'ALLOWED' : 'CONDITIONAL',
  conditions: sentencesOf(formula),
  condition: conditionOf(formula),
});

/** Hops into a session: as those into its role, from the people who get it. */
export const intoSession = ({ groups }: RoleHops, { people }: Session): readonly HopGroup[] =>
  groups
    .map((group) => ({ ...group, members: group.members.filter((id) => people.has(id)) }))
    .filter(({ members }) => members.length > 0);
