import { conditionOf } from '../policy/condition-data.ts';
import type { Verdict } from '../model/hop.ts';
import type { Condition } from '../model/condition.ts';
import type { EvidenceStatement, Side } from '../model/policy.ts';
import { conditionsHold } from '../policy/condition.ts';
import { all, any, formulaKey, not, unreadable, type Formula } from '../policy/formula.ts';
import { matchesGlob, type Glob } from '../policy/glob.ts';
import { withChosenTags, type RequestContext } from '../policy/request.ts';
import { sentencesOf } from '../policy/sentence.ts';
import type { Permission } from '../policy/statement.ts';
import type { Actor, PermissionPolicy } from './actor.ts';
import { matchResources } from './match-resources.ts';

/** Whether an actor's own side lets it do something; a resource's policy may do so as well, or keep it from it. */
export interface AccessDecision {
  /** ALLOWED: on every resource that is meant, whatever the context. DENIED: on none, in no context. */
  readonly verdict: Verdict;
  /** Sentences; the resource itself may be in one. */
  readonly conditions: readonly string[];
  readonly condition: Condition | null;
  /** Every statement that allows, at every level, and every Deny that may apply; none where it is DENIED for want of an Allow. */
  readonly evidence: readonly EvidenceStatement[];
}

/**
 * Decides for one action, in any case, on the resources that a pattern means ("Policy evaluation logic"): of several, what
 * depends on which one it is stays as a condition on the resource.
 */
export function decideAccess(actor: Actor, action: string, resource: Glob): AccessDecision {
  const { caller, zone } = actor;
  const context: RequestContext = { caller, role: null, zone };
  const decision = conclude(actor, outcomesOf(actor, action.toLowerCase(), resource, context));
  // Whoever assumes the role may choose session tags over its own ("Pass session tags in AWS STS").
  const opened =
    caller.takesSessionTags && decision.formula !== true
      ? conclude(
          actor,
          outcomesOf(actor, action.toLowerCase(), resource, { ...context, caller: withChosenTags(caller) }),
        )
      : decision;
  const formula = any([decision.formula, opened.formula]);
  const evidence = formulaKey(formula) === formulaKey(decision.formula) ? decision.evidence : opened.evidence;
  return answer(formula, evidence);
}

const answer = (formula: Formula, evidence: readonly EvidenceStatement[]): AccessDecision => ({
  verdict: typeof formula === 'boolean' ? (formula ? 'ALLOWED' : 'DENIED') : 'CONDITIONAL',
  conditions: sentencesOf(formula),
  condition: conditionOf(formula),
  evidence,
});

interface Outcome {
  readonly statement: Permission;
  readonly evidence: EvidenceStatement;
  readonly matched: Formula;
}

/** What may match, level by level. */
interface Outcomes {
  readonly identity: readonly Outcome[];
  readonly boundary: readonly Outcome[];
  readonly scpLevels: readonly (readonly Outcome[])[];
}

function outcomesOf(actor: Actor, action: string, resource: Glob, context: RequestContext): Outcomes {
  const of = (side: Side, policies: readonly PermissionPolicy[]): readonly Outcome[] =>
    policies.flatMap(({ id: policy, statements }) =>
      (statements ?? []).flatMap((statement) => {
        if (!isAbout(statement, action)) return [];
        const { index, sid, effect, resources, conditions } = statement;
        const named = matchResources(resources, resource, context);
        const matched = named === false ? false : all([named, conditionsHold(conditions, context, null)]);
        return matched === false
          ? []
          : [{ statement, matched, evidence: { policy, statement: index, sid, effect, side } }];
      }),
    );
  return {
    identity: of('identity', actor.identity),
    boundary: actor.boundary === null ? [] : of('boundary', [actor.boundary]),
    scpLevels: actor.scpLevels?.map((level) => of('scp', level)) ?? [],
  };
}

const isAbout = ({ actions: { complement, patterns } }: Permission, action: string): boolean =>
  patterns.some((glob) => matchesGlob(glob, action)) !== complement;

/** An identity policy, the boundary, and an SCP at every level must allow; whichever denies, denies. */
function conclude(actor: Actor, { identity, boundary, scpLevels }: Outcomes) {
  const levels = [
    allowed(identity, actor.identity),
    actor.boundary === null ? true : allowed(boundary, [actor.boundary]),
    ...scpLevels.map((level, index) => allowed(level, actor.scpLevels![index]!)),
  ];
  const outcomes = [...identity, ...boundary, ...scpLevels.flat()];
  const denies = outcomes.filter(({ statement }) => statement.effect === 'Deny');
  const perhapsDenying = unreadableOf([...actor.identity, ...(actor.scpLevels?.flat() ?? [])]);
  const formula = all([...levels, ...perhapsDenying, not(any(denies.map(({ matched }) => matched)))]);
  const isForWantOfAllow = all(levels) === false;
  return { formula, evidence: isForWantOfAllow ? [] : distinct(outcomes.map(({ evidence }) => evidence)) };
}

/** Of a policy that could not be read, nobody knows what it allows. */
const allowed = (outcomes: readonly Outcome[], policies: readonly PermissionPolicy[]): Formula =>
  any([
    ...outcomes.filter(({ statement }) => statement.effect === 'Allow').map(({ matched }) => matched),
    ...unreadableOf(policies),
  ]);

const unreadableOf = (policies: readonly PermissionPolicy[]): readonly Formula[] =>
  policies.filter(({ statements }) => statements === null).map(({ id }) => unreadable(id));

/** One policy may be attached at several levels. */
const distinct = (evidence: readonly EvidenceStatement[]): readonly EvidenceStatement[] => [
  ...new Map(evidence.map((each) => [`${each.side} ${each.policy} ${each.statement}`, each])).values(),
];
