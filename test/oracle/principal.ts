import { accountOf, isSomeService, partitionOf, type Caller } from './caller.ts';
import type { Element, PrincipalEntry, Statement } from './document.ts';
import type { Context } from './match.ts';
import type { Identity, Role } from './world.ts';

/** How an entry of a `Principal` element names the caller. */
export type Naming = 'exact' | 'session' | 'account' | 'everyone';

/** The account that an entry delegates to: the ARN of its root user, or twelve digits. */
export function delegatedAccount(entry: string, partition: string): string | null {
  if (/^\d{12}$/.test(entry)) return entry;
  const [, inArn, account] = /^arn:([a-z-]+):iam::(\d{12}):root$/.exec(entry) ?? [];
  return inArn === partition ? account! : null;
}

/** How an Allow of `role`'s trust policy names the caller; null where it does not. */
export function grantNaming(statement: Statement, caller: Caller, role: Role, context: Context): Naming | null {
  const element = statement.principal!;
  if (!inPartition(caller, partitionOf(role.arn))) return null;
  const namings = element.not ? complement(element, caller, role, context) : namingsIn(element, caller, role, context);
  // What grants more comes first: an exact name and the account together grant as the exact name does.
  const standsFor = STANDS_FOR[caller.kind](caller);
  return STRENGTH.find((each) => standsFor.includes(each) && namings.includes(each)) ?? null;
}

const STRENGTH = ['everyone', 'session', 'exact', 'account'] as const;

/** Everyone but those named; as with Deny, the ARN of an account's root names only the root user. */
const complement = (element: Element<PrincipalEntry>, caller: Caller, role: Role, context: Context): Naming[] =>
  namingsIn(element, caller, role, context).some((naming) => naming !== 'account') ? [] : ['everyone'];

/** A node that stands for others has only the edges of the entries that it stands for. */
const STANDS_FOR: Record<Caller['kind'], (caller: Caller) => readonly Naming[]> = {
  identity: () => STRENGTH,
  account: (caller) => ('isMember' in caller && caller.isMember ? ['account', 'everyone'] : ['account']),
  external: () => ['exact'],
  public: () => ['everyone'],
  service: (caller) => (isSomeService(caller) ? ['everyone'] : ['exact']),
  federated: () => ['exact'],
};

/** Whether a Deny of `role`'s trust policy, or of an RCP, is about the caller. */
export function denyNames(statement: Statement, caller: Caller, role: Role, context: Context): boolean {
  const element = statement.principal!;
  const namings = namingsIn(element, caller, role, context);
  if (!element.not) return namings.length > 0;
  // "… denies any IAM principal that has a permissions boundary … regardless of the values in NotPrincipal."
  if (caller.kind === 'identity' && caller.identity.boundary !== null) return true;
  // AWS's example lists a session, its role and its account to exempt that session alone.
  if (caller.kind === 'identity' && namesSession(element, caller.identity)) return !namings.includes('session');
  // The root ARN exempts only the root user: AWS's example lists Bob and Bob's account to exempt Bob alone.
  // Of an account that is not known, the one who calls may be the one who is exempt.
  if (caller.kind === 'account') return !element.entries.some(({ value }) => isOf(caller.accountId, value));
  if (isSomeService(caller) && element.entries.some(({ type }) => type === 'Service')) return false;
  return namings.every((naming) => naming === 'account');
}

const isOf = (accountId: string, entry: string) => entry === accountId || entry.includes(`::${accountId}:`);

const namingsIn = (element: Element<PrincipalEntry>, caller: Caller, role: Role, context: Context): Naming[] =>
  element.entries
    .map((entry) => namingOf(entry, caller, partitionOf(role.arn), context))
    .filter((naming) => naming !== null);

function namingOf({ type, value }: PrincipalEntry, caller: Caller, partition: string, context: Context): Naming | null {
  if (type === 'AWS' && value === '*') return inPartition(caller, partition) ? 'everyone' : null;
  if (type === 'Service') return caller.kind === 'service' && caller.service === value ? 'exact' : null;
  if (type === 'Federated') return caller.kind === 'federated' && caller.provider === value ? 'exact' : null;
  if (type !== 'AWS' || !inPartition(caller, partition)) return null;

  const account = delegatedAccount(value, partition);
  if (account !== null) return account === accountOf(caller) ? 'account' : null;
  if (caller.kind === 'external') return caller.arn === value ? 'exact' : null;
  if (caller.kind !== 'identity') return null;
  if (value === caller.identity.arn || value === caller.identity.uniqueId) return 'exact';
  return value === sessionArn(caller.identity, context) ? 'session' : null;
}

const inPartition = (caller: Caller, partition: string) =>
  (caller.kind !== 'identity' || partitionOf(caller.identity.arn) === partition) &&
  (caller.kind !== 'external' || partitionOf(caller.arn) === partition);

const namesSession = (element: Element<PrincipalEntry>, { kind, arn, accountId, name }: Identity): boolean =>
  kind === 'role' &&
  element.entries.some(({ value }) =>
    value.startsWith(`arn:${partitionOf(arn)}:sts::${accountId}:assumed-role/${name}/`),
  );

/** The session that the context's `aws:userid` speaks of; the ARN of a session leaves the role's path out. */
function sessionArn({ kind, arn, accountId, name }: Identity, context: Context): string | null {
  if (kind !== 'role') return null;
  const session = context.get('aws:userid')![0]!.split(':')[1]!;
  return `arn:${partitionOf(arn)}:sts::${accountId}:assumed-role/${name}/${session}`;
}
