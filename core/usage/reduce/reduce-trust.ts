import { verdictOf } from '../../derive/explain.ts';
import { createOutsiders } from '../../derive/sources.ts';
import type { NodeIndex } from '../../model/access-graph.ts';
import type { HopAction } from '../../model/hop.ts';
import type { PolicyId } from '../../model/id.ts';
import type { OrganizationStructure } from '../../model/organization.ts';
import type { Policy } from '../../model/policy.ts';
import type { Principal } from '../../model/principal.ts';
import type { Use } from '../../model/usage.ts';
import { implies } from '../../policy/implies.ts';
import { isRecord } from '../../policy/syntax.ts';
import { decider } from '../../resolution/calls.ts';
import { isRefusal, refusal, type Refusal } from '../../resolution/cut.ts';
import { hopChanges, type HopChange } from '../../resolution/hop-changes.ts';
import { DEFAULT_QUOTA, quotaFor, readTrust, type Trust } from '../../resolution/plan-change.ts';
import { rawStatements } from '../../resolution/trust-document.ts';
import { sizeOf } from '../../validate/size.ts';
import { entriesOf } from './entries.ts';
import { type EntryOutcome, outcomeOf, type OutcomeContext } from './outcome.ts';
import { reducedStatement } from './reduced-statements.ts';
import { type SeenCaller, seenCallers, type SeenCallers } from './seen.ts';

export interface ReduceContext {
  readonly structure: OrganizationStructure;
  /** At least those of `policiesOfHop` for every source. */
  readonly policies: ReadonlyMap<PolicyId, Policy>;
  /** Those with a hop into the role, and those who used it. */
  readonly sources: readonly Principal[];
  readonly principalOf: (node: NodeIndex) => Principal;
  /** Uses of the role that were allowed, in the time that is looked at. */
  readonly uses: readonly Use[];
  readonly covered: readonly HopAction[];
  readonly loggedServices: ReadonlySet<string>;
  /** Principals that must not lose the role, used or not. */
  readonly keep: readonly Principal[];
}

/** A trust policy reduced to those who were seen, and what that changes. Nothing is written by it. */
export interface ReducedTrust {
  /** JSON texts; the first as it was found. */
  readonly before: string;
  readonly after: string;
  /** Characters of the new document, as IAM counts them. */
  readonly size: number;
  /** What becomes of each name that the policy allows, in its order. */
  readonly outcomes: readonly EntryOutcome[];
  /** The hops into the role, as they are and as they would be. */
  readonly changes: readonly HopChange[];
  /** Sentences. */
  readonly warnings: readonly string[];
}

/**
 * Reduces the trust policy of a role to those who used it. The new one lets nobody in whom the old one does not, and everybody
 * who used it, under the same conditions: both are decided again, source by source, before it is given away.
 */
export function reduceTrust(role: Principal, context: ReduceContext): ReducedTrust | Refusal {
  const trust = readTrust(role, context.policies);
  if (isRefusal(trust)) return trust;
  const seen = seenCallers(context.uses, context.principalOf, createOutsiders(context.structure.accounts));
  const { statements, outcomes } = reducedStatements(role, trust, seen, context);
  if (!statements.some(allows) && outcomes.length > 0)
    return refusal(
      'nothing-left',
      'Nobody used the role in that time, so that nothing would be left of its trust policy. If nobody needs it, delete the role.',
    );
  const isSame = statements.every((statement, index) => statement === rawStatements(trust.raw)[index]);
  if (isSame && statements.length === rawStatements(trust.raw).length)
    return refusal('nothing-to-cut', 'All whom the trust policy names used the role, or are to be kept.');
  const after = { ...trust.raw, Statement: statements };
  const size = sizeOf(after);
  const quota = quotaFor(sizeOf(trust.raw), undefined);
  if (size > quota)
    return refusal('too-large', `Spelled out, the trust policy would have ${size} characters; ${quota} is the most.`);
  const text = JSON.stringify(after);
  return (
    unproven(role, text, seen, context) ?? {
      before: trust.text,
      after: text,
      size,
      outcomes,
      changes: hopChanges(context.sources, role, text, context),
      warnings: warningsFor(statements, trust, size),
    }
  );
}

const allows = (statement: unknown): boolean => isRecord(statement) && statement['Effect'] === 'Allow';

function reducedStatements(
  role: Principal,
  { raw, document }: Trust,
  seen: SeenCallers,
  { structure, policies, keep, loggedServices, covered }: ReduceContext,
): { statements: readonly unknown[]; outcomes: readonly EntryOutcome[] } {
  const decide = decider(structure, policies);
  const allowing = new Set(document.statements.filter(({ effect }) => effect === 'Allow').map(({ index }) => index));
  const cameBy = remembered((caller: SeenCaller) => {
    const matched = matchedStatements(caller.comesAs.flatMap((each) => decide(each, role)));
    return new Set([...matched].filter((index) => allowing.has(index)));
  });
  const context: OutcomeContext = {
    seen,
    keep,
    loggedServices,
    covered,
    // By one of them, where by none that is read here: a log is a fact.
    cameBy: (caller, statement) => cameBy(caller).size === 0 || cameBy(caller).has(statement),
  };
  const freeSid = sidsBeside(rawStatements(raw));
  const outcomes: EntryOutcome[] = [];
  const statements = rawStatements(raw).flatMap((statement, index): readonly unknown[] => {
    if (!isRecord(statement) || !allowing.has(index)) return [statement];
    const sid = typeof statement['Sid'] === 'string' ? statement['Sid'] : null;
    const own = entriesOf(statement).map((entry) => outcomeOf(entry, index, sid, context));
    if (own.length === 0) return [statement];
    const reduced = reducedStatement(statement, own, freeSid);
    outcomes.push(...reduced.outcomes);
    return reduced.statements;
  });
  return { statements, outcomes };
}

const matchedStatements = (calls: ReturnType<ReturnType<typeof decider>>): ReadonlySet<number> =>
  new Set(
    calls.flatMap(({ evaluation }) =>
      evaluation.trust.filter(({ matched }) => matched !== false).map(({ statement }) => statement.index),
    ),
  );

/** Sids must differ from each other within a policy. */
function sidsBeside(statements: readonly unknown[]): (sid: string) => string {
  const taken = new Set(statements.map((statement) => (isRecord(statement) ? statement['Sid'] : null)));
  return (sid) => {
    let free = sid;
    for (let number = 2; taken.has(free); number++) free = `${sid}${number}`;
    taken.add(free);
    return free;
  };
}

/** Why the new policy is not one that lets in all who used the role, and nobody else than the old one; null where it is. */
function unproven(
  role: Principal,
  after: string,
  { callers, unnamedAccounts }: SeenCallers,
  { structure, policies, sources, keep }: ReduceContext,
): Refusal | null {
  const id = role.policies.find(({ side }) => side === 'trust')!.policy;
  const changed = new Map(policies).set(id, { ...policies.get(id)!, document: after });
  const [now, then] = [decider(structure, policies), decider(structure, changed)];
  const outsiders = createOutsiders(structure.accounts);
  const used = [
    ...callers.map(({ principal }) => principal),
    ...[...unnamedAccounts].filter(isOutside).map(outsiders.account),
  ];
  const all = new Map([...sources, ...keep, ...used, outsiders.anyone].map((each) => [each.id, each]));
  const mustStay = new Set([...used, ...keep].map((each): string => each.id));
  for (const from of all.values()) {
    const calls = then(from, role);
    for (const [index, before] of now(from, role).entries()) {
      const { formula } = calls[index]!;
      if (!implies(formula, before.formula)) return notProven(from, 'would let in, where the old one does not');
      if (mustStay.has(from.id) && verdictOf(before.formula) !== 'DENIED' && !implies(before.formula, formula))
        return notProven(from, 'would not let in as the old one does');
    }
  }
  return null;

  function isOutside(account: string): boolean {
    return !structure.accounts.some((each) => each.id === account && each.collected);
  }
}

const notProven = ({ id }: Principal, what: string): Refusal =>
  refusal('not-proven', `The reduced policy ${what}: ${id}. Reduce it by hand.`);

function warningsFor(statements: readonly unknown[], { raw }: Trust, size: number): readonly string[] {
  const isNew = (statement: unknown): boolean => !rawStatements(raw).includes(statement);
  const subjects = statements.some((statement) => isNew(statement) && /:sub"/.test(JSON.stringify(statement)));
  return [
    ...(subjects
      ? ['Subjects are narrowed to those that were seen: a new branch, tag or workload would not get in.']
      : []),
    ...(size > DEFAULT_QUOTA
      ? [`It has ${size} characters; IAM takes more than ${DEFAULT_QUOTA} only where the account's quota was raised.`]
      : []),
  ];
}

function remembered<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}
