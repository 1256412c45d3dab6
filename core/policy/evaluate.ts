import type { PolicyId } from '../model/id.ts';
import type { Side } from '../model/policy.ts';
import { conditionsHold, type Observations } from './condition.ts';
import { all, any, type Formula } from './formula.ts';
import { matchPrincipal, type PrincipalMatch } from './match-principal.ts';
import { matchResource } from './match-resource.ts';
import type { AccountContext, LoadedPolicy, Request } from './request.ts';
import type { Statement } from './statement.ts';

/** One statement's part in a decision. */
export interface StatementOutcome {
  readonly side: Side;
  readonly policy: PolicyId;
  readonly statement: Statement;
  readonly matched: Formula;
  /** What did not match; null where nothing failed. */
  readonly failed: 'principal' | 'resource' | 'condition' | null;
  /** Trust policies only: by which of its principals. */
  readonly principals: readonly PrincipalMatch[];
}

/** Every statement that says something about the action, on every side that takes part. */
export interface Evaluation {
  readonly trust: readonly StatementOutcome[];
  readonly identity: readonly StatementOutcome[];
  /** None also where there is no boundary, or none that can be read. */
  readonly boundary: readonly StatementOutcome[];
  /** One list a level; null where SCPs do not bind the caller. */
  readonly scpLevels: readonly (readonly StatementOutcome[])[] | null;
  readonly rcps: readonly StatementOutcome[];
}

export const NO_OUTCOMES: readonly StatementOutcome[] = [];

/** Matches every statement of every side that takes part with the request. Observations are added to where given. */
export function evaluate(request: Request, observations: Observations | null): Evaluation {
  const { caller, role } = request;
  const outcomes: Outcomes = (side, policies) => outcomesOf(side, policies, request, observations);
  return {
    trust: outcomes('trust', [role.trust]),
    identity: outcomes('identity', caller.identity),
    boundary: caller.boundary === null ? NO_OUTCOMES : outcomes('boundary', [caller.boundary]),
    scpLevels: scpsFor(request)?.map((policies) => outcomes('scp', policies)) ?? null,
    rcps: outcomes('rcp', rcpsFor(request)),
  };
}

/** Whether some Deny keeps the caller from passing session tags, whatever the request is. */
export function isTaggingDenied(request: Request, observations: Observations | null): boolean {
  return [request.role.trust, ...request.caller.identity, ...limitsOf(request)]
    .flatMap(({ document }) => document?.statements ?? [])
    .some(
      (statement) =>
        statement.effect === 'Deny' &&
        statement.tagsSession &&
        matchStatement(statement, request, observations).matched === true,
    );
}

/** The policies that can only limit the call. */
export const limitsOf = (request: Request): readonly LoadedPolicy[] => [
  ...(request.caller.boundary === null ? [] : [request.caller.boundary]),
  ...(scpsFor(request)?.flat() ?? []),
  ...rcpsFor(request),
];

const NO_PRINCIPALS: readonly PrincipalMatch[] = [];

type Outcomes = (side: Side, policies: readonly LoadedPolicy[]) => readonly StatementOutcome[];

/** The SCPs that bind the call, by level; null where none do ("Service control policies (SCPs)"). */
export const scpsFor = ({ caller }: Request): AccountContext['scpLevels'] =>
  caller.serviceLinked ? null : (caller.account?.scpLevels ?? null);

/**
 * The RCPs that bind the call: none "to calls made by service-linked roles", nor on "AWS services' ability to assume a
 * service-linked role" ("Resource control policies (RCPs)").
 */
export const rcpsFor = ({ caller, role }: Request): readonly LoadedPolicy[] =>
  caller.serviceLinked || role.serviceLinked ? [] : role.account.rcps;

function outcomesOf(
  side: Side,
  policies: readonly LoadedPolicy[],
  request: Request,
  observations: Observations | null,
): readonly StatementOutcome[] {
  const outcomes: StatementOutcome[] = [];
  for (const { id: policy, document } of policies)
    for (const statement of document?.statements ?? [])
      if (statement.actions.has(request.action)) {
        const { matched, failed, principals } = matchStatement(statement, request, observations);
        outcomes.push({ side, policy, statement, matched, failed, principals });
      }
  return outcomes;
}

function matchStatement(
  statement: Statement,
  request: Request,
  observations: Observations | null,
): Pick<StatementOutcome, 'matched' | 'failed' | 'principals'> {
  const principals = statement.principals === null ? NO_PRINCIPALS : matchPrincipal(statement, request);
  if (statement.principals !== null && principals.length === 0)
    return { matched: false, failed: 'principal', principals };
  const resource = statement.resources === null || matchResource(statement.resources, request, observations);
  if (resource === false) return { matched: false, failed: 'resource', principals };
  const conditions = conditionsHold(statement.conditions, request, observations);
  if (conditions === false) return { matched: false, failed: 'condition', principals };
  const named = principals.length === 0 || any(principals.map(({ condition }) => condition));
  return { matched: all([named, resource, conditions]), failed: null, principals };
}
