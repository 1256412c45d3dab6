import { HOP_ACTIONS, type HopAction } from '../../core/model/hop.ts';
import type { Calls, LoggedAccount, LoggedUse, UsageCaller, UsageLog } from '../../core/model/usage.ts';
import { actionOf, callIn, type LoggedCall, recipientOf, type Side } from './call.ts';
import type { TrailEvent } from './event.ts';
import { FewTexts } from './few-texts.ts';
import { SeenIds } from './seen-ids.ts';

type Counter = { -readonly [Field in keyof Calls]: Calls[Field] };
type Sides = Partial<Record<Side, Counter>>;

interface OpenUse {
  caller: UsageCaller;
  role: string;
  readonly action: HopAction;
  readonly allowed: Sides;
  readonly refused: Sides;
  readonly errors: FewTexts;
  readonly regions: FewTexts;
  readonly sessions: FewTexts;
  readonly sourceIdentities: FewTexts;
}

interface OpenAccount {
  first: string;
  last: string;
  readonly days: Set<string>;
  readonly regions: FewTexts;
  readonly actions: Set<HopAction>;
  hasOthers: boolean;
}

/**
 * Sums events up as they come, in memory for callers, roles and accounts and not for events. In whichever order they come, and
 * however often one does, the sum is the same.
 */
export class Tally {
  readonly #accounts = new Map<string, OpenAccount>();
  readonly #uses = new Map<string, OpenUse>();
  readonly #seen = new SeenIds();
  #withoutRole = 0;

  /** @param time of the event: ISO 8601, UTC, to the second */
  add(event: TrailEvent, time: string): void {
    if (event.eventCategory !== undefined && event.eventCategory !== 'Management') return;
    const action = actionOf(event);
    // A trail for write events alone has none of these calls: they count as reading.
    if (action !== null || event.readOnly !== false) this.#cover(event, time, action);
    const call = callIn(event, time);
    if (call === null || !this.#isNew(event)) return;
    if (call.role === null) this.#withoutRole++;
    else this.#count(call, call.role);
  }

  /** Trails of several regions, and one that is given twice, tell of the same event, by the same id. */
  #isNew({ eventID, recipientAccountId }: TrailEvent): boolean {
    return typeof eventID !== 'string' || this.#seen.add(`${eventID} ${String(recipientAccountId)}`);
  }

  #cover(event: TrailEvent, time: string, action: HopAction | null): void {
    const id = recipientOf(event);
    if (id === null) return;
    const account = this.#accounts.get(id) ?? {
      first: time,
      last: time,
      days: new Set<string>(),
      regions: new FewTexts(MOST_REGIONS),
      actions: new Set<HopAction>(),
      hasOthers: false,
    };
    this.#accounts.set(id, account);
    if (time < account.first) account.first = time;
    if (time > account.last) account.last = time;
    account.days.add(time.slice(0, 10));
    account.regions.add(event.awsRegion);
    if (action === null) account.hasOthers = true;
    else account.actions.add(action);
  }

  #count({ caller, action, time, side, refusal, region, sourceIdentity }: LoggedCall, role: string): void {
    const { session, ...who } = caller;
    const key = JSON.stringify([who.kind, who.uniqueId ?? who.id, who.accountId, who.subject, roleKey(role), action]);
    const known = this.#uses.get(key);
    const use = known ?? newUse(who, role, action);
    if (known === undefined) this.#uses.set(key, use);
    else learn(known, who, role);
    const calls = refusal === null ? use.allowed : use.refused;
    count((calls[side] ??= { count: 0, first: time, last: time }), time);
    use.errors.add(refusal);
    use.regions.add(region);
    use.sessions.add(session);
    use.sourceIdentities.add(sourceIdentity);
  }

  total(): UsageLog {
    return {
      accounts: [...this.#accounts].toSorted(byKey).map(([id, account]) => closedAccount(id, account)),
      uses: [...this.#uses].toSorted(byKey).map(([, use]) => closedUse(use)),
      withoutRole: this.#withoutRole,
      exact: this.#seen.isExact,
    };
  }
}

const MOST_REGIONS = 60;
const FEW = 20;

/** The names of roles are unique within an account, whatever their path. */
const roleKey = (role: string): string => role.replace(/:role\/(.*\/)?/s, ':role/');

const newUse = (caller: UsageCaller, role: string, action: HopAction): OpenUse => ({
  caller,
  role,
  action,
  allowed: {},
  refused: {},
  errors: new FewTexts(FEW),
  regions: new FewTexts(MOST_REGIONS),
  sessions: new FewTexts(FEW),
  sourceIdentities: new FewTexts(FEW),
});

/** One of the two logs may know the ARN, one event the path; where they differ, the same in whichever order they come. */
function learn(use: OpenUse, caller: UsageCaller, role: string): void {
  if (isBetter(caller.id, use.caller.id)) use.caller = caller;
  if (isBetter(role, use.role)) use.role = role;
}

const isBetter = (text: string, than: string): boolean =>
  text.startsWith('arn:') === than.startsWith('arn:')
    ? text.length > than.length || (text.length === than.length && text < than)
    : text.startsWith('arn:');

function count(counter: Counter, time: string): void {
  counter.count++;
  if (time < counter.first) counter.first = time;
  if (time > counter.last) counter.last = time;
}

function closedUse({ caller, role, action, allowed, refused, ...texts }: OpenUse): LoggedUse {
  return {
    caller,
    role,
    action,
    allowed: joined(allowed),
    refused: joined(refused),
    errors: texts.errors.all,
    regions: texts.regions.all,
    sessions: texts.sessions.all,
    moreSessions: texts.sessions.hasMore,
    sourceIdentities: texts.sourceIdentities.all,
  };
}

/** Two logs tell of the same calls. */
function joined({ role, caller }: Sides): Calls | null {
  if (role === undefined || caller === undefined) return role ?? caller ?? null;
  return {
    count: Math.max(role.count, caller.count),
    first: role.first < caller.first ? role.first : caller.first,
    last: role.last > caller.last ? role.last : caller.last,
  };
}

/** Where there is nothing but one of the actions, others were filtered out. */
const closedAccount = (
  accountId: string,
  { first, last, days, regions, actions, hasOthers }: OpenAccount,
): LoggedAccount => ({
  accountId,
  first,
  last,
  days: days.size,
  regions: regions.all,
  actions: HOP_ACTIONS.filter((action) => hasOthers || actions.has(action)),
});

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
