import type { Condition, RequestCondition } from '../../../core/model/condition.ts';

/** What a session carries, and what a call passes: the tag `team` and the source identity. Null: not there. */
interface Session {
  readonly tag: string | null;
  readonly transitive: boolean;
  readonly sourceIdentity: string | null;
}

interface Call {
  readonly tag: string | null;
  readonly transitive: boolean;
  readonly sourceIdentity: string | null;
}

export const KEYS = [
  'aws:RequestTag/team',
  'aws:PrincipalTag/team',
  'aws:SourceIdentity',
  'sts:SourceIdentity',
] as const;

const VALUES = [null, 'a', 'b', 'c'] as const;

const CALLS: readonly Call[] = VALUES.flatMap((sourceIdentity) =>
  VALUES.flatMap((tag) => [
    { tag, transitive: false, sourceIdentity },
    ...(tag === null ? [] : [{ tag, transitive: true, sourceIdentity }]),
  ]),
);

/**
 * Whether anyone can make all the calls, by trying every call from every session, as STS would grant them. `open`: the first
 * caller may be a session itself. Each role on the way may have any tag of its own.
 */
export function canWalk(conditions: readonly (Condition | null)[], open: boolean): boolean {
  const starts = VALUES.flatMap((tag) =>
    (open ? VALUES : [null]).map((sourceIdentity): Session => ({ tag, transitive: false, sourceIdentity })),
  );
  return starts.some((start) => walksOn(start, conditions));
}

function walksOn(session: Session, [condition, ...rest]: readonly (Condition | null)[]): boolean {
  if (condition === undefined) return true;
  return CALLS.some((call) => {
    if (!isValid(session, call) || !holds(condition, session, call)) return false;
    const sourceIdentity = session.sourceIdentity ?? call.sourceIdentity;
    if (session.transitive) return walksOn({ ...session, sourceIdentity }, rest);
    if (call.tag !== null) return walksOn({ tag: call.tag, transitive: call.transitive, sourceIdentity }, rest);
    return VALUES.some((own) => walksOn({ tag: own, transitive: false, sourceIdentity }, rest));
  });
}

const isValid = (session: Session, call: Call): boolean =>
  !(session.transitive && call.tag !== null) &&
  (session.sourceIdentity === null || call.sourceIdentity === null || call.sourceIdentity === session.sourceIdentity);

function holds(condition: Condition | null, session: Session, call: Call): boolean {
  if (condition === null) return true;
  if ('all' in condition) return condition.all.every((part) => holds(part, session, call));
  if ('any' in condition) return condition.any.some((part) => holds(part, session, call));
  if (!('key' in condition)) throw new Error('not a test of the request');
  if (condition.key === 'sts:TransitiveTagKeys') return call.transitive;
  return meets(condition, valueOf(condition.key, session, call));
}

function valueOf(key: string, session: Session, call: Call): string | null {
  if (key === 'aws:RequestTag/team') return call.tag;
  if (key === 'aws:PrincipalTag/team') return session.tag;
  return key === 'aws:SourceIdentity' ? session.sourceIdentity : (session.sourceIdentity ?? call.sourceIdentity);
}

function meets({ operator, values }: RequestCondition, value: string | null): boolean {
  if (operator === 'Null') return (value === null) === (values[0] === 'true');
  if (operator === 'StringNotEquals') return value !== values[0];
  return value === values[0] || (value === null && operator === 'StringEqualsIfExists');
}
