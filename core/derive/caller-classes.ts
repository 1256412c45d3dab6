import { isAccountId, parseArn } from '../model/arn.ts';
import type { NodeId } from '../model/id.ts';
import type { Principal } from '../model/principal.ts';
import { matchesGlob, type Glob } from '../policy/glob.ts';
import { soleResource } from '../policy/parse-resources.ts';
import { unreadablePolicies, type Caller, type LoadedPolicy } from '../policy/request.ts';
import type { PolicyDocument, Statement } from '../policy/statement.ts';
import { constantOf } from '../policy/template.ts';
import { compareText } from './order.ts';
import type { World } from './world.ts';

/**
 * Users or roles of one account whose policies say the same, though they may be different policies; tags, names and
 * ARNs may differ as well.
 */
export interface CallerClass {
  readonly members: Member[];
}

export interface Member {
  /** Its identity policies are in the same order, by what they say, as those of the others of its class. */
  readonly caller: Caller;
  /** The ids of its own policies: the same key, the same evidence. */
  readonly policyKey: string;
}

/** What the identity policies of an account allow `sts:AssumeRole` on: more rather than less. */
export interface Grants {
  /** Whether some grant is known only when a role is asked about. */
  readonly any: boolean;
  readonly roles: readonly string[];
  readonly patterns: readonly Glob[];
}

/** The callers of one account, found without looking at every one. */
export class AccountCallers {
  readonly classes: CallerClass[] = [];
  readonly byArn = new Map<NodeId, Member>();
  readonly #byKey = new Map<string, CallerClass>();
  /** By the one role that a statement names. */
  readonly #byRole = new Map<string, Set<CallerClass>>();
  /** By pattern; those whose pattern depends on the caller are asked for every role. */
  readonly #byPattern = new Map<Glob, Set<CallerClass>>();
  readonly #forAny = new Set<CallerClass>();

  constructor(principals: readonly Principal[], world: World) {
    for (const principal of principals) this.#add(memberOf(world.callerOf(principal)));
  }

  get grants(): Grants {
    return { any: this.#forAny.size > 0, roles: [...this.#byRole.keys()], patterns: [...this.#byPattern.keys()] };
  }

  /** The classes that may have an identity statement allowing `sts:AssumeRole` on the role. */
  granted(roleArn: string): ReadonlySet<CallerClass> {
    const found = new Set([...this.#forAny, ...(this.#byRole.get(roleArn) ?? [])]);
    for (const [pattern, classes] of this.#byPattern)
      if (matchesGlob(pattern, roleArn)) for (const each of classes) found.add(each);
    return found;
  }

  /** The ids of those who may have one allowing it on some role of an account. */
  grantedInto(account: string): ReadonlySet<NodeId> {
    const classes = [...this.#forAny];
    for (const [arn, granted] of this.#byRole) if (parseArn(arn)?.account === account) classes.push(...granted);
    for (const [pattern, granted] of this.#byPattern) if (mayNameAccount(pattern, account)) classes.push(...granted);
    return new Set(classes.flatMap(({ members }) => members.map(({ caller }) => caller.id)));
  }

  #add(member: Member): void {
    const { caller } = member;
    this.byArn.set(caller.id, member);
    const key = classKey(caller);
    const known = this.#byKey.get(key);
    if (known !== undefined) known.members.push(member);
    else this.#open(key, member);
  }

  #open(key: string, member: Member): void {
    const { caller } = member;
    const opened = { members: [member] };
    this.#byKey.set(key, opened);
    this.classes.push(opened);
    if (unreadablePolicies(caller).length > 0) this.#forAny.add(opened);
    for (const policy of caller.identity)
      for (const statement of policy.document?.statements ?? [])
        if (statement.effect === 'Allow' && statement.actions.has('sts:AssumeRole')) this.#grant(statement, opened);
  }

  #grant({ resources }: Statement, to: CallerClass): void {
    if (resources!.complement) this.#forAny.add(to);
    else
      for (const pattern of resources!.patterns) {
        const glob = constantOf(pattern);
        const arn = soleResource(pattern);
        if (glob === null) this.#forAny.add(to);
        else if (arn === null) addTo(this.#byPattern, glob, to);
        else addTo(this.#byRole, arn, to);
      }
  }
}

/** Whether the account field of a pattern, where it is spelled out, is this account. */
function mayNameAccount(pattern: Glob, account: string): boolean {
  const field = parseArn(pattern)?.account;
  return field === undefined || !isAccountId(field) || field === account;
}

function memberOf(caller: Caller): Member {
  const identity = caller.identity.toSorted((a, b) => compareText(textOf(a), textOf(b)) || compareText(a.id, b.id));
  const policyKey = [...identity, ...(caller.boundary === null ? [] : [caller.boundary])].map(({ id }) => id).join(' ');
  return { caller: identity.length < 2 ? caller : { ...caller, identity }, policyKey };
}

/** What tells classes of one account apart. */
function classKey({ kind, partition, takesSessionTags, serviceLinked, identity, boundary }: Caller): string {
  const own = [boundary && contentKey(boundary), identity.map(contentKey)];
  return JSON.stringify([kind, partition, takesSessionTags, serviceLinked, own]);
}

const contentKey = (policy: LoadedPolicy): string | number =>
  policy.document === null ? policy.id : contentOf(policy.document);

const contents = new WeakMap<PolicyDocument, number>();
let knownContents = 0;

const texts = new WeakMap<PolicyDocument, string>();

/** What a policy says, as text to sort by: numbers go by what was read before, and conditions come in this order. */
function textOf({ document }: LoadedPolicy): string {
  if (document === null) return '';
  const text = texts.get(document) ?? JSON.stringify(document.statements, setAsList);
  texts.set(document, text);
  return text;
}

const setAsList = (_: string, value: unknown): unknown => (value instanceof Set ? [...value] : value);

/** A number for what a policy says: equal documents are read once, and so are one object. */
function contentOf(document: PolicyDocument): number {
  const known = contents.get(document) ?? ++knownContents;
  contents.set(document, known);
  return known;
}

function addTo<Key>(map: Map<Key, Set<CallerClass>>, key: Key, value: CallerClass): void {
  const set = map.get(key) ?? new Set();
  map.set(key, set);
  set.add(value);
}
