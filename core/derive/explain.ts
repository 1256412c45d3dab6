import { HOP_ACTIONS, type Decision, type Explanation, type HopAction, type Verdict } from '../model/hop.ts';
import type { OrganizationStructure } from '../model/organization.ts';
import type { PolicyId } from '../model/id.ts';
import type { Policy, Side } from '../model/policy.ts';
import type { Principal } from '../model/principal.ts';
import { conditionOf } from '../policy/condition-data.ts';
import { decideWithReasons } from '../policy/decide.ts';
import { rcpsFor, type Evaluation, type StatementOutcome } from '../policy/evaluate.ts';
import { decodeDocument } from '../policy/decode.ts';
import type { Formula } from '../policy/formula.ts';
import { actionOfProvider, isPersonId } from '../policy/federation.ts';
import { parsePolicy } from '../policy/parse.ts';
import type { PrincipalMatch } from '../policy/match-principal.ts';
import { isCollected, type LoadedPolicy, type Request } from '../policy/request.ts';
import { clauseOf, sentencesOf } from '../policy/sentence.ts';
import { grammarOf } from './policy-library.ts';
import { ofSession, roleOfSession } from './sessions.ts';
import { createWorld } from './world.ts';

/** What a decision about one hop looks up; the policies are at least those of `policiesOfHop`. */
export interface ExplainContext {
  readonly structure: OrganizationStructure;
  readonly policies: ReadonlyMap<PolicyId, Policy>;
  /** Whether the graph has the hop: whom Identity Center assigns to a role stands nowhere else. */
  readonly hasHop: boolean;
}

/** The ids of every policy that takes part in a decision about the hop. */
export function policiesOfHop(from: Principal, to: Principal, structure: OrganizationStructure): PolicyId[] {
  const { organizationalUnits, accounts } = structure;
  const control = [...organizationalUnits, ...accounts].flatMap(({ scps, rcps }) => [...scps, ...rcps]);
  const attached = [...from.policies, ...to.policies].map(({ policy }) => policy);
  return [...new Set([...attached, ...control])];
}

/**
 * The whole decision about the hop `from` → `to`, also where there is none; by the action that grants most, where the
 * source may use several. `to` is a role.
 */
export function explain(from: Principal, to: Principal, { structure, policies, hasHop }: ExplainContext): Explanation {
  const world = createWorld(structure, (id) => loadPolicy(policies.get(id)));
  const isSession = from.kind === 'Session';
  const [caller, role] = [world.callerOf(isSession ? roleOfSession(from) : from), world.roleOf(to)];
  const explanations = actionsOf(from).map((action) =>
    explainCall({ caller, role, action, zone: world.zone }, isSession ? from : null),
  );
  const best = VERDICTS.flatMap((wanted) => explanations.filter(({ verdict }) => verdict === wanted))[0]!;
  return isPersonId(from.id) && !hasHop && best.verdict !== 'DENIED' ? notAssigned(best) : best;
}

const notAssigned = (explanation: Explanation): Explanation => ({
  ...explanation,
  verdict: 'DENIED',
  conditions: [],
  decisions: [
    ...explanation.decisions,
    { ...nothing('trust'), matched: false, why: 'Identity Center does not assign the person to this role' },
  ],
});

const VERDICTS: readonly Verdict[] = ['ALLOWED', 'CONDITIONAL', 'DENIED'];

/** `session`: whose call it is, where it is of a session and the caller its role. */
function explainCall(request: Request, session: Principal | null): Explanation {
  const { formula, evaluation } = decideCall(request, session);
  const decisions = decisionsOf(evaluation, request);
  return {
    from: session?.id ?? request.caller.id,
    to: request.role.id,
    action: request.action,
    verdict: verdictOf(formula),
    conditions: sentencesOf(formula),
    decisions: formula === false && !decisions.some(denies) ? [...decisions, NEVER_AT_ONCE] : decisions,
  };
}

/** Whether the decision by itself is why a hop is DENIED. */
const denies = ({ effect, statement, matched }: Decision): boolean =>
  statement === null ? matched === false : effect === 'Deny' && matched === true;

/** What has to hold for a call, and what each statement makes of it. `session` as for `explain`. */
export function decideCall(
  request: Request,
  session: Principal | null,
): { readonly formula: Formula; readonly evaluation: Evaluation } {
  const { decision, evaluation } = decideWithReasons(request);
  const condition = session && conditionOf(decision.formula);
  return { formula: condition === null ? decision.formula : ofSession(condition, session!.name), evaluation };
}

export const verdictOf = (formula: Formula): Verdict =>
  typeof formula === 'boolean' ? (formula ? 'ALLOWED' : 'DENIED') : 'CONDITIONAL';

/** Reads a policy as it was stored. */
export function loadPolicy(policy: Policy | undefined): LoadedPolicy | null {
  if (policy === undefined) return null;
  const decoded = decodeDocument(policy.document);
  const parsed = decoded.ok ? parsePolicy(decoded.value, grammarOf(policy.kind)) : decoded;
  return { id: policy.id, document: parsed.ok ? parsed.document : null };
}

/** The actions by which a source may become a role. */
export function actionsOf({ kind, id }: Principal): readonly HopAction[] {
  if (kind === 'Public') return HOP_ACTIONS;
  return [kind === 'Federated' ? actionOfProvider(id) : 'sts:AssumeRole'];
}

function decisionsOf(evaluation: Evaluation, request: Request): readonly Decision[] {
  const { caller, role } = request;
  const needsIdentity = isCollected(caller) && !isGranted(evaluation, ({ grantsAlone }) => grantsAlone);
  const isLimited = !isGranted(evaluation, ({ grantsAlone, boundaryLimits }) => grantsAlone && !boundaryLimits);
  return [
    ...sideDecisions('trust', evaluation.trust, [role.trust], `the role's trust policy`),
    ...sideDecisions('identity', evaluation.identity, caller.identity, `the caller's identity policies`, needsIdentity),
    ...(caller.boundary === null
      ? []
      : sideDecisions('boundary', evaluation.boundary, [caller.boundary], 'the permissions boundary', isLimited)),
    ...(evaluation.scpLevels ?? []).flatMap((level, index) => {
      const policies = caller.account!.scpLevels![index]!;
      return sideDecisions('scp', level, policies, `the service control policies at ${levelName(index)}`);
    }),
    ...sideDecisions('rcp', evaluation.rcps, rcpsFor(request), 'the resource control policies', false),
  ];
}

const levelName = (index: number): string =>
  index === 0 ? "the organization's root" : `level ${index} below the root`;

/** Whether some trust statement lets the caller in by one of its principals that is such. */
const isGranted = ({ trust }: Evaluation, by: (match: PrincipalMatch) => boolean): boolean =>
  trust.some(
    ({ statement, matched, principals }) => statement.effect === 'Allow' && matched !== false && principals.some(by),
  );

/** One decision a statement, one a policy that cannot be read, and one where an Allow is asked for and none matched. */
function sideDecisions(
  side: Side,
  outcomes: readonly StatementOutcome[],
  policies: readonly LoadedPolicy[],
  where: string,
  mustAllow = true,
): readonly Decision[] {
  const unreadable = policies.filter(({ document }) => document === null);
  const isAllowed = outcomes.some(({ statement, matched }) => statement.effect === 'Allow' && matched !== false);
  const silent: Decision = { ...nothing(side), matched: false, why: `no statement of ${where} allows the call` };
  return [
    ...outcomes.map(statementDecision),
    ...unreadable.map(({ id }): Decision => ({
      ...nothing(side),
      policy: id,
      why: 'cannot be read, so what it allows or denies is not known',
    })),
    ...(mustAllow && !isAllowed && unreadable.length === 0 ? [silent] : []),
  ];
}

const nothing = (side: Side): Decision => ({
  side,
  policy: null,
  statement: null,
  sid: null,
  effect: null,
  matched: null,
  why: '',
});

const NEVER_AT_ONCE: Decision = {
  ...nothing('trust'),
  matched: false,
  why: 'no call of the source meets all of these conditions at once',
};

function statementDecision(outcome: StatementOutcome): Decision {
  const { side, policy, statement, matched } = outcome;
  return {
    side,
    policy,
    statement: statement.index,
    sid: statement.sid,
    effect: statement.effect,
    matched: typeof matched === 'boolean' ? matched : null,
    why: whyOf(outcome),
  };
}

function whyOf({ side, statement, matched, failed, principals }: StatementOutcome): string {
  const verb = statement.effect === 'Allow' ? 'allows' : 'denies';
  if (failed === 'principal') return 'does not name the caller';
  if (failed === 'resource') return 'is about other resources than the role';
  if (failed === 'condition') return 'its conditions do not hold for the call';
  if (matched !== true) {
    const clauses = sentencesOf(matched).map((sentence) => clauseOf(sentence, true));
    return `${verb} the call ${clauses.map((clause) => clause.replace(/^not /, 'where it is not ')).join(', and ')}`;
  }
  if (side !== 'trust' || statement.effect === 'Deny') return `${verb} the call`;
  if (!principals.some(({ grantsAlone }) => grantsAlone))
    return "lets the caller in where the caller's own policies allow it";
  return principals.some(({ grantsAlone, boundaryLimits }) => grantsAlone && !boundaryLimits)
    ? 'names the caller, which is enough'
    : 'names the caller, which is enough where its permissions boundary allows the call';
}
