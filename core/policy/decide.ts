import type { Mechanism } from '../model/hop.ts';
import type { EvidenceStatement } from '../model/policy.ts';
import type { Observations } from './condition.ts';
import { evaluate, type Evaluation, limitsOf, NO_OUTCOMES, type StatementOutcome } from './evaluate.ts';
import { all, any, delegated, formulaKey, not, unreadable, type Formula } from './formula.ts';
import { notesOf } from './notes.ts';
import { asSomeService, isCollected, withChosenTags, type LoadedPolicy, type Request } from './request.ts';
import { unknownOutcome } from './resolved-test.ts';

export interface HopDecision {
  /** False: no context makes the hop hold. */
  readonly formula: Formula;
  /** Null for a hop that is denied. */
  readonly mechanism: Mechanism | null;
  readonly evidence: readonly EvidenceStatement[];
  /** Sentences. */
  readonly notes: readonly string[];
}

/** Decides one hop ("Policy evaluation logic"). Observations are added to where given. */
export function decide(request: Request, observations: Observations | null = null): HopDecision {
  return decideWithReasons(request, observations).decision;
}

/**
 * The decision, and what every statement contributes to it. Where it is not settled by what the caller is as a rule, it
 * is decided again for what else it may be.
 */
export function decideWithReasons(
  request: Request,
  observations: Observations | null = null,
): { readonly decision: HopDecision; readonly evaluation: Evaluation } {
  const evaluation = evaluate(request, observations);
  const decision = conclude(evaluation, request, observations);
  const other = decision.formula === true ? null : otherReading(request);
  if (other === null) return { decision, evaluation };
  const open = evaluate(other.request, observations);
  const opened = conclude(open, other.request, observations);
  const formula = any([decision.formula, all([other.condition, opened.formula])]);
  if (formulaKey(formula) === formulaKey(decision.formula)) return { decision, evaluation };
  return { decision: { ...withBoth(decision, opened), formula }, evaluation: open };
}

/** The same call, read otherwise, and what has to hold for that; null where there is one way to read it. */
function otherReading(request: Request): { readonly request: Request; readonly condition: Formula } | null {
  const { caller, action } = request;
  // Whoever assumes the role may choose session tags over its own ("Pass session tags in AWS STS").
  if (caller.takesSessionTags) return { request: { ...request, caller: withChosenTags(caller) }, condition: true };
  // All principals are AWS services too.
  if (caller.kind === 'Public' && action === 'sts:AssumeRole')
    return { request: { ...request, caller: asSomeService(caller) }, condition: IS_SERVICE };
  return null;
}

const IS_SERVICE = unknownOutcome(
  { operator: 'Bool', negated: false, qualifier: null, ifExists: false, key: 'aws:PrincipalIsAWSService' },
  ['true'],
);

/** Evidence and notes of two readings. */
const withBoth = (decision: HopDecision, other: HopDecision): HopDecision => ({
  ...other,
  evidence: [...new Map([...decision.evidence, ...other.evidence].map((each) => [evidenceKey(each), each])).values()],
  notes: [...new Set([...decision.notes, ...other.notes])],
});

const evidenceKey = ({ side, policy, statement }: EvidenceStatement): string => `${side} ${policy} ${statement}`;

/** One way in: a trust statement, the principal it names, and what that asks of the caller's side. */
interface Grant {
  readonly outcome: StatementOutcome;
  readonly mechanism: Mechanism;
  readonly needsIdentity: boolean;
  readonly needsBoundary: boolean;
  readonly formula: Formula;
}

function conclude(evaluation: Evaluation, request: Request, observations: Observations | null): HopDecision {
  const identity = allowed(evaluation.identity);
  const boundary = boundaryAllows(evaluation, request);
  const grants = grantsOf(evaluation, request, identity, boundary);
  const trusted = any(grants.map(({ formula }) => formula));
  if (trusted === false) return DENIED;
  const scps =
    evaluation.scpLevels?.map((level, index) => scpAllows(level, request.caller.account!.scpLevels![index]!)) ?? [];
  const denies = deniesOf(evaluation);
  const perhapsDenying = unreadableLimits(request).map(({ id }) => unreadable(id));
  const formula = all([trusted, ...scps, ...perhapsDenying, not(any(denies.map(({ matched }) => matched)))]);
  if (formula === false) return DENIED;
  const { mechanism } = strongest(grants);
  const trusting = grants.map(({ outcome }) => outcome.statement);
  const notes = notesOf(request, trusting, formula, observations);
  return { formula, mechanism, evidence: evidenceOf(evaluation, grants, denies), notes };
}

const DENIED: HopDecision = { formula: false, mechanism: null, evidence: [], notes: [] };

const allowed = (outcomes: readonly StatementOutcome[]): Formula =>
  any(outcomes.filter(({ statement }) => statement.effect === 'Allow').map(({ matched }) => matched));

/** "An SCP … at every level": of one that could not be read, nobody knows. */
const scpAllows = (outcomes: readonly StatementOutcome[], policies: readonly LoadedPolicy[]): Formula =>
  any([allowed(outcomes), ...policies.filter(({ document }) => document === null).map(({ id }) => unreadable(id))]);

/** The policies that can only limit the call and could not be read: each may deny it. */
const unreadableLimits = (request: Request): readonly LoadedPolicy[] =>
  limitsOf(request).filter(({ document }) => document === null);

function boundaryAllows({ boundary }: Evaluation, { caller }: Request): Formula {
  if (caller.boundary === null) return true;
  return caller.boundary.document === null ? unreadable(caller.boundary.id) : allowed(boundary);
}

function grantsOf(evaluation: Evaluation, request: Request, identity: Formula, boundary: Formula): readonly Grant[] {
  const grants: Grant[] = [];
  for (const outcome of evaluation.trust) {
    if (outcome.statement.effect === 'Deny' || outcome.matched === false) continue;
    for (const { mechanism, condition, grantsAlone, boundaryLimits } of outcome.principals) {
      const needsIdentity = isCollected(request.caller) && !grantsAlone;
      const needsBoundary = needsIdentity || boundaryLimits;
      const callersSide = [needsIdentity ? identity : true, needsBoundary ? boundary : true, delegation(request)];
      const formula = all([outcome.matched, condition, ...callersSide]);
      if (formula !== false) grants.push({ outcome, mechanism, needsIdentity, needsBoundary, formula });
    }
  }
  return grants;
}

/** Of a principal whose policies we do not hold, its account decides. */
const delegation = ({ caller }: Request): Formula =>
  caller.kind === 'External' || caller.kind === 'ExternalAccount' ? delegated(caller.account!.id) : true;

const deniesOf = (evaluation: Evaluation): readonly StatementOutcome[] =>
  [
    ...evaluation.trust,
    ...evaluation.identity,
    ...evaluation.boundary,
    ...(evaluation.scpLevels?.flat() ?? NO_OUTCOMES),
    ...evaluation.rcps,
  ].filter(({ statement, matched }) => statement.effect === 'Deny' && matched !== false);

const STRENGTH: readonly Mechanism[] = [
  'trust-exact',
  'trust-service',
  'trust-federated',
  'trust-account',
  'trust-public',
];

/** The way in that asks least; among equals the one that names the caller most closely. */
function strongest(grants: readonly Grant[]): Grant {
  const rank = (grant: Grant): number =>
    STRENGTH.indexOf(grant.mechanism) + (grant.formula === true ? 0 : STRENGTH.length);
  return grants.reduce((best, grant) => (rank(grant) < rank(best) ? grant : best));
}

function evidenceOf(
  evaluation: Evaluation,
  grants: readonly Grant[],
  denies: readonly StatementOutcome[],
): readonly EvidenceStatement[] {
  const unconditional = grants.filter(({ formula }) => formula === true);
  const decisive = unconditional.some(({ needsIdentity }) => !needsIdentity)
    ? unconditional.filter(({ needsIdentity }) => !needsIdentity)
    : grants;
  const outcomes = [
    ...grants.map(({ outcome }) => outcome),
    ...(decisive.some(({ needsIdentity }) => needsIdentity) ? granting(evaluation.identity) : NO_OUTCOMES),
    ...(decisive.some(({ needsBoundary }) => needsBoundary) ? granting(evaluation.boundary) : NO_OUTCOMES),
    ...(evaluation.scpLevels?.flatMap(granting) ?? NO_OUTCOMES),
    ...denies,
  ];
  return distinct(outcomes).map(({ side, policy, statement: { index, sid, effect } }) => {
    return { policy, statement: index, sid, effect, side };
  });
}

/** One policy may be attached at several levels. */
const distinct = (outcomes: readonly StatementOutcome[]): readonly StatementOutcome[] =>
  outcomes.filter((outcome, index) => outcomes.findIndex((other) => isSame(other, outcome)) === index);

const isSame = (a: StatementOutcome, b: StatementOutcome): boolean =>
  a.statement === b.statement && a.policy === b.policy && a.side === b.side;

const granting = (outcomes: readonly StatementOutcome[]): readonly StatementOutcome[] =>
  outcomes.filter(({ statement, matched }) => statement.effect === 'Allow' && matched !== false);
