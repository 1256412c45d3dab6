import type { Actor, PermissionPolicy } from '../access/actor.ts';
import type { AccessDecision } from '../access/decide-access.ts';
import { decideEach } from '../access/decide-each.ts';
import type { EvidenceStatement } from '../model/policy.ts';
import { coversGlob, globOf, globsMeet, globText } from '../policy/glob.ts';
import type { ActionElement, Permission } from '../policy/statement.ts';
import type { ActionUses } from './action-use.ts';

/** Whether reduced policies allow nothing new, and all that they must. */
export interface Proof {
  readonly holds: boolean;
  /** How many known actions were decided, before and after; of how many the decision had to stay the same. */
  readonly decided: number;
  readonly same: number;
  /** Why it does not hold: a sentence. */
  readonly failure: string | null;
}

/**
 * Holds an actor with its policies as they are against the same one with reduced policies; knows nothing of how they
 * were reduced. Statements that deny are the same; each that allows comes from one with the same resources and conditions, and
 * matches no more than that; of every known action the decision afterwards rests on no other statements than before, and is the
 * same for each that is not known to be unused. Hands back control before each service.
 */
export function* proveReduction(before: Actor, after: Actor, uses: ActionUses): Generator<void, Proof> {
  const origins = new Map<string, Origins>();
  for (const [index, policy] of after.identity.entries()) {
    const found = originsOf(before.identity[index]!, policy);
    if (typeof found === 'string') return { holds: false, decided: 0, same: 0, failure: found };
    origins.set(policy.id, found);
  }
  let [decided, same] = [0, 0];
  for (const service of uses.services) {
    yield;
    const [decideBefore, decideAfter] = [decideEach(before, service, ANY), decideEach(after, service, ANY)];
    for (const action of uses.actionsOf(service)) {
      const [was, is] = [decideBefore(action), decideAfter(action)];
      const stays = uses.actionUse(service, action).use !== 'unused';
      const failure = compare(was, is, origins, stays);
      if (failure !== null) return { holds: false, decided, same, failure: `${service}:${action} ${failure}` };
      decided += 1;
      if (stays) same += 1;
    }
  }
  return { holds: true, decided, same, failure: null };
}

const ANY = globOf('*');

/** Of a reduced policy's statements, the position that each has in the policy as it was. */
type Origins = readonly number[];

function originsOf(before: PermissionPolicy, after: PermissionPolicy): Origins | string {
  if (before.statements === null || after.statements === null)
    return before.statements === after.statements ? [] : `${after.id} can be read only before or only after.`;
  const origins: number[] = [];
  for (const statement of after.statements) {
    const from = before.statements.findIndex(
      (other) => other.index > (origins.at(-1) ?? -1) && isSameBut(other, statement) && matchesNoMore(other, statement),
    );
    if (from === -1) return `Statement[${statement.index}] of ${after.id} allows what none did before.`;
    origins.push(from);
  }
  const lost = before.statements.find(({ effect, index }) => effect === 'Deny' && !origins.includes(index));
  return lost === undefined ? origins : `Statement[${lost.index}] of ${before.id} no longer denies.`;
}

/** Alike but for the actions. */
const isSameBut = (a: Permission, b: Permission): boolean => restOf(a) === restOf(b);

const restOf = ({ sid, effect, resources, conditions }: Permission): string =>
  JSON.stringify([sid, effect, resources, conditions]);

function matchesNoMore(before: Permission, after: Permission): boolean {
  if (before.effect === 'Deny') return textOf(before.actions) === textOf(after.actions);
  if (textOf(before.actions) === textOf(after.actions)) return true;
  const { complement, patterns } = before.actions;
  if (after.actions.complement) return false;
  return after.actions.patterns.every((pattern) =>
    complement
      ? !patterns.some((other) => globsMeet(other, pattern))
      : patterns.some((other) => coversGlob(other, pattern)),
  );
}

const textOf = ({ complement, patterns }: ActionElement): string =>
  JSON.stringify([complement, patterns.map(globText)]);

/** Null where all is as it has to be. */
function compare(
  was: AccessDecision,
  is: AccessDecision,
  origins: ReadonlyMap<string, Origins>,
  stays: boolean,
): string | null {
  const allowedBefore = new Set(was.evidence.map(keyOf));
  const restingOn = is.evidence.map((each) => keyOf(atOrigin(each, origins)));
  const added = restingOn.find((key) => !allowedBefore.has(key));
  if (added !== undefined) return `is allowed by ${added}, which did not speak of it before.`;
  if (!stays) return null;
  const isSame = restingOn.length === allowedBefore.size && sentenceOf(was) === sentenceOf(is);
  return isSame ? null : 'may have been used, and is no longer decided as before.';
}

function atOrigin(evidence: EvidenceStatement, origins: ReadonlyMap<string, Origins>): EvidenceStatement {
  if (evidence.side !== 'identity') return evidence;
  return { ...evidence, statement: origins.get(evidence.policy)?.[evidence.statement] ?? -1 };
}

const keyOf = ({ side, policy, statement, effect }: EvidenceStatement): string =>
  `${effect} ${side} ${policy} Statement[${statement}]`;

const sentenceOf = ({ verdict, condition }: AccessDecision): string => JSON.stringify([verdict, condition]);
