import type { HopAction, Verdict } from '../../core/model/hop.ts';
import type { Snapshot } from '../../core/model/snapshot.ts';
import { authorize, rcpsOf, scpLevels } from './authorize.ts';
import { identityCaller, partitionOf, type Caller, type FederatedCaller } from './caller.ts';
import { contexts, isEntangled, possibleStatements } from './contexts.ts';
import type { PrincipalEntry, Statement } from './document.ts';
import { actionOf, federatedAction, federatedCallers } from './federation.ts';
import { coversAction } from './match.ts';
import { delegatedAccount } from './principal.ts';
import { readWorld, type Identity, type Role, type World } from './world.ts';

/**
 * The naive evaluator that the derivation is checked against: each pair on its own, each request that could make a
 * difference tried out, straight from AWS's rules. Slow, and meant to be seen right by reading.
 */

export interface OracleDecision {
  readonly from: string;
  readonly to: string;
  readonly action: HopAction;
  readonly verdict: Verdict;
  /**
   * Whether three-valued logic must come to the same verdict. Where one key is tested in several ways, the tests may
   * exclude or complete each other, and it may say CONDITIONAL instead.
   */
  readonly exact: boolean;
  /** Whether there may be an edge: to roles whose trust policy does not name a federated subject as such there is none. */
  readonly named: boolean;
}

/** Every edge of the access graph, in no order. */
export const oracleEdges = (snapshot: Snapshot): OracleDecision[] =>
  oracleDecisions(snapshot).filter(({ verdict, named }) => named && verdict !== 'DENIED');

/** The decision about everyone who could be meant by each role's trust policy; all others are DENIED. */
export function oracleDecisions(snapshot: Snapshot): OracleDecision[] {
  const world = readWorld(snapshot);
  const outside = world.roles.flatMap(federatedCallers);
  return world.roles.flatMap((role) => {
    const named = callersOf(role, world);
    const ids = new Set(named.map(({ caller }) => caller.id));
    const others = outside.filter(({ id, provider }) => !ids.has(id) && federatedAction(provider, role) !== null);
    return [
      ...named.map((each) => ({ ...decided(each, role, world), named: true })),
      ...distinct(others).map((each) => ({ ...decided(federatedCandidate(each), role, world), named: false })),
    ];
  });
}

const distinct = (callers: readonly FederatedCaller[]): FederatedCaller[] => [
  ...new Map(callers.map((caller) => [caller.id, caller])).values(),
];

function decided({ caller, action }: Candidate, role: Role, world: World): Omit<OracleDecision, 'named'> {
  const statements = statementsAbout(caller, role, action, world);
  const verdict = decide(caller, role, action, statements, world);
  const exact = !variantsOf(caller, action, world).some((variant) => isEntangled(variant, role, statements, world));
  return { from: caller.id, to: role.arn, action, verdict, exact };
}

function decide(caller: Caller, role: Role, action: string, statements: readonly Statement[], world: World): Verdict {
  const [verdict, ...others] = variantsOf(caller, action, world).map((variant) =>
    verdictOf(variant, role, action, statements, world),
  );
  return verdict === 'DENIED' && others.some((other) => other !== 'DENIED') ? 'CONDITIONAL' : verdict!;
}

/** A role's session has the role's tags, unless whoever assumes it chooses others; services are of the public too. */
function variantsOf(caller: Caller, action: string, world: World): readonly Caller[] {
  if (caller.kind === 'public' && action === 'sts:AssumeRole')
    return [caller, { kind: 'service', id: caller.id, service: '*' }];
  return caller.kind === 'identity' && takesSessionTags(caller.identity, world)
    ? [caller, { ...caller, choosesTags: true }]
    : [caller];
}

/** Of a malformed trust policy nobody knows. */
const takesSessionTags = (identity: Identity, world: World): boolean =>
  world.roles.some(
    ({ arn, trust, isMalformed }) =>
      arn === identity.arn &&
      (isMalformed || trust.some(({ effect, action }) => effect === 'Allow' && coversAction(action, 'sts:TagSession'))),
  );

const grantsTrust = ({ effect, principal, resource }: Statement) =>
  effect === 'Allow' && principal !== null && resource === null;

/** ALLOWED where every request is granted, DENIED where none is. */
function verdictOf(
  caller: Caller,
  role: Role,
  action: string,
  statements: readonly Statement[],
  world: World,
): Verdict {
  if (!possibleStatements(caller, role, statements, world).some(grantsTrust)) return 'DENIED';
  const seen = new Set<boolean>();
  for (const context of contexts(caller, role, statements, world)) {
    seen.add(authorize({ caller, role, action, context }, world));
    if (seen.size === 2) return 'CONDITIONAL';
  }
  if (!seen.has(true)) return 'DENIED';
  // What the caller's own account says is not known.
  return caller.kind === 'account' || caller.kind === 'external' ? 'CONDITIONAL' : 'ALLOWED';
}

const statementsAbout = (caller: Caller, role: Role, action: string, world: World): Statement[] =>
  [
    ...role.trust,
    ...rcpsOf(caller, role, world),
    ...scpLevels(caller, world).flat(),
    ...(caller.kind === 'identity' ? [...caller.identity.identity, ...(caller.identity.boundary ?? [])] : []),
  ].filter((statement) => coversAction(statement.action, action));

interface Candidate {
  readonly caller: Caller;
  readonly action: HopAction;
}

/** Everyone in the snapshot, and everyone else whom the role's trust policy names. */
function callersOf(role: Role, world: World): Candidate[] {
  const entries = role.trust
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ principal }) => (principal!.not ? [{ type: 'AWS', value: '*' }] : principal!.entries));
  const named = new Map(entries.flatMap((entry) => outsiders(entry, role, world)).map((caller) => [caller.id, caller]));
  const callers = [...[...world.users, ...world.roles].map(identityCaller), ...named.values()];
  return [
    ...callers.map((caller): Candidate => ({ caller, action: 'sts:AssumeRole' })),
    // The public may be vouched for by some provider.
    ...callers.filter(({ kind }) => kind === 'public').flatMap(publicCandidates),
    ...federatedCallers(role).map(federatedCandidate),
  ];
}

const federatedCandidate = (caller: FederatedCaller): Candidate => ({
  caller,
  action: actionOf(caller.provider),
});

const publicCandidates = (caller: Caller): Candidate[] => [
  { caller, action: 'sts:AssumeRoleWithSAML' },
  { caller, action: 'sts:AssumeRoleWithWebIdentity' },
];

/** Of a user or role, of a session of a role: `sts` has nothing but sessions. */
const OUTSIDE_ARN = /^arn:([a-z-]+):(?=iam::\d+:(?:user|role)\/|sts::\d+:assumed-role\/)\w+::(\d{12}):[^*?]+$/;

/** The callers outside the snapshot that an entry of a `Principal` element names. */
function outsiders({ type, value }: PrincipalEntry, role: Role, world: World): Caller[] {
  if (type === 'Service')
    return /[*?]/.test(value) ? [] : [{ kind: 'service', id: `service:${value}`, service: value }];
  if (type !== 'AWS') return [];
  if (value === '*') return everyone(world);

  const partition = partitionOf(role.arn);
  const account = delegatedAccount(value, partition);
  if (account !== null) return world.collected.has(account) ? [] : [accountCaller(account, world)];
  const [, inArn, owner] = OUTSIDE_ARN.exec(value) ?? [];
  if (inArn !== partition || world.collected.has(owner!)) return [];
  return [{ kind: 'external', id: value, accountId: owner!, arn: value }];
}

/** The public is not of the organization, so its accounts that were not collected stand beside it. */
const everyone = (world: World): Caller[] => [
  { kind: 'public', id: 'public:*' },
  ...[...world.memberships.keys()].filter((id) => !world.collected.has(id)).map((id) => accountCaller(id, world)),
];

const accountCaller = (id: string, world: World): Caller => ({
  kind: 'account',
  id: `account:${id}`,
  accountId: id,
  isMember: world.memberships.has(id),
});
