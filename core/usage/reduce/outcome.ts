import { nameKey } from '../directory.ts';
import type { HopAction } from '../../model/hop.ts';
import type { Principal } from '../../model/principal.ts';
import { actionOfProvider, federationOfId } from '../../policy/federation.ts';
import type { PrincipalName } from '../../policy/statement.ts';
import type { Entry } from './entries.ts';
import type { SeenCaller, SeenCallers } from './seen.ts';

export const OUTCOME_REASONS = [
  'used',
  /** Of a whole account, or of everyone: to those who used it. */
  'used-by-some',
  'unused',
  'to-be-kept',
  /** Its name says that it is for emergencies. */
  'emergency',
  'not-covered',
  /** Whether such calls are logged at all is not known. */
  'not-logged',
  /** It may be one whom the log does not name. */
  'not-named',
  'too-many',
  /** No condition can be added to its statement. */
  'no-operator',
  'no-caller',
] as const;
export type OutcomeReason = (typeof OUTCOME_REASONS)[number];

/** What becomes of one name of a trust policy. */
export interface EntryOutcome {
  readonly statement: number;
  readonly sid: string | null;
  readonly entry: Entry;
  readonly outcome: 'kept' | 'narrowed' | 'dropped';
  readonly reason: OutcomeReason;
  /** A sentence. */
  readonly why: string;
  /** ARNs that a whole account, or everyone, is narrowed to. */
  readonly arns: readonly string[];
  /** And accounts of which the log does not tell who it was; of `*` alone. */
  readonly accounts: readonly string[];
  /** Who came in by it. */
  readonly seen: readonly SeenCaller[];
}

export interface OutcomeContext {
  readonly seen: SeenCallers;
  /** Whether a caller may have come in by a statement: what else it asks for does not rule that out. */
  readonly cameBy: (caller: SeenCaller, statement: number) => boolean;
  /** Principals that are to stay; of those, the ones whom the role lets in. */
  readonly keep: readonly Principal[];
  /** Services that are in the logs at all. */
  readonly loggedServices: ReadonlySet<string>;
  /** What the log of the role's account covers. */
  readonly covered: readonly HopAction[];
}

/** More than these are not spelled out. */
const MOST_NAMED = 20;

export function outcomeOf(entry: Entry, statement: number, sid: string | null, context: OutcomeContext): EntryOutcome {
  const seen = context.seen.callers.filter(
    (caller) => isMeant(entry.name, caller) && context.cameBy(caller, statement),
  );
  const base = { statement, sid, entry, arns: [], accounts: [], seen };
  const kept = (reason: OutcomeReason, why: string): EntryOutcome => ({ ...base, outcome: 'kept', reason, why });
  if (!isCovered(entry, context))
    return kept('not-covered', 'The log does not cover calls of this sort for all of that time.');
  if (isEmergency(sid) || isEmergency(entry.text))
    return kept('emergency', 'By its name it is for emergencies, and meant to be unused.');
  const { name } = entry;
  if (name.type === 'anyone' || name.type === 'account')
    return wholeOutcome(base, name.type === 'account' ? name.account : null, context);
  if (name.type === 'nobody') return kept('no-caller', 'It matches no caller of STS; rolereach validate says more.');
  if (seen.length > 0) return kept('used', 'It was used.');
  const asked = context.keep.find((principal) => isMeant(name, asCaller(principal)));
  if (asked !== undefined) return kept('to-be-kept', 'It is to be kept.');
  if (name.type === 'service') {
    if (context.seen.unnamed) return kept('not-named', 'Someone used the role whom the log does not name.');
    if (!context.loggedServices.has(name.service))
      return kept(
        'not-logged',
        `Nothing in the logs is by ${name.service}: whether its calls are logged is not known.`,
      );
  }
  if ('account' in name && context.seen.unnamedAccounts.has(name.account))
    return kept('not-named', `Someone of account ${name.account} used the role whom the log does not name.`);
  return { ...base, outcome: 'dropped', reason: 'unused', why: 'Nobody used it in that time.' };
}

/** Of an account, or of everyone: narrowed to those who came. */
function wholeOutcome(
  base: Omit<EntryOutcome, 'outcome' | 'reason' | 'why'>,
  account: string | null,
  { seen: { unnamedAccounts, unnamed }, keep }: OutcomeContext,
): EntryOutcome {
  const { seen } = base;
  const keeping = keep.filter(({ accountId, kind }) => isInIam(kind) && (account === null || accountId === account));
  const arns = [
    ...new Set([...seen.flatMap(({ arn }) => arn ?? []), ...keeping.map(({ id }): string => id)]),
  ].toSorted();
  const accounts = account === null ? [...unnamedAccounts].toSorted() : [];
  const kept = (reason: OutcomeReason, why: string): EntryOutcome => ({ ...base, outcome: 'kept', reason, why });
  if (account !== null && unnamedAccounts.has(account))
    return kept(
      'not-named',
      'Someone of the account used the role, and the log does not say who: it cannot be narrowed.',
    );
  if (account === null && (unnamed || seen.some(({ arn }) => arn === null)))
    return kept('not-named', 'Not only users and roles that can be named came in by it.');
  if (
    keep.some(
      (principal) => !isInIam(principal.kind) && principal.accountId !== null && principal.accountId === account,
    )
  )
    return kept('to-be-kept', 'It is to be kept.');
  if (arns.length === 0 && accounts.length === 0)
    return { ...base, outcome: 'dropped', reason: 'unused', why: 'Nobody used it in that time.' };
  if (arns.length > MOST_NAMED)
    return kept('too-many', `${arns.length} users and roles came in by it: too many to be spelled out.`);
  const names = [...arns, ...accounts.map((id) => `account ${id}`)];
  return {
    ...base,
    outcome: 'narrowed',
    reason: 'used-by-some',
    arns,
    accounts,
    why: `To those who used it, or are to be kept: ${names.join(', ')}.`,
  };
}

const isInIam = (kind: Principal['kind']): boolean => kind === 'User' || kind === 'Role' || kind === 'External';

const asCaller = (principal: Principal): SeenCaller => ({
  principal,
  comesAs: [principal],
  arn: isInIam(principal.kind) ? principal.id : null,
  sessions: principal.kind === 'Session' ? [principal.name] : [],
  moreSessions: false,
  subject: null,
});

/** Whether a name stands for somebody. */
function isMeant(name: PrincipalName, { principal, arn, sessions, moreSessions }: SeenCaller): boolean {
  switch (name.type) {
    case 'arn':
      return name.arn === arn;
    case 'unique-id':
      return principal.uniqueId === name.id;
    case 'session':
      return nameKey(principal.id) === nameKey(name.arn) && (moreSessions || sessions.includes(name.session));
    case 'account':
      return arn !== null && principal.accountId === name.account;
    case 'anyone':
      return principal.kind !== 'Federated';
    case 'service':
      return principal.id === `service:${name.service}`;
    case 'federated':
      return principal.kind === 'Federated' && federationOfId(principal.id).provider === name.provider;
    case 'nobody':
      return false;
  }
}

function isCovered({ name }: Entry, { covered }: OutcomeContext): boolean {
  return covered.includes(name.type === 'federated' ? actionOfProvider(name.provider) : 'sts:AssumeRole');
}

const isEmergency = (text: string | null): boolean => text !== null && /break.?glass|emergency/i.test(text);
