import type { ConditionBlock } from '../../resolution/cut.ts';
import { joined } from '../../resolution/join-conditions.ts';
import { isRecord } from '../../policy/syntax.ts';
import { principalElement } from './entries.ts';
import type { EntryOutcome } from './outcome.ts';
import { type BySubject, withSubjectsSeen } from './subjects.ts';

type RawStatement = Readonly<Record<string, unknown>>;

/** What becomes of a statement, and of its names as far as they could be written so. */
export interface ReducedStatement {
  readonly statements: readonly RawStatement[];
  readonly outcomes: readonly EntryOutcome[];
}

/**
 * A statement without the names that are dropped; those that are narrowed go to one of their own, with a condition on who calls. An
 * ARN in a condition stays an ARN, where one in a `Principal` turns into an id ("AWS JSON policy elements: Principal"), and
 * an account still delegates to its own policies.
 */
export function reducedStatement(
  statement: RawStatement,
  outcomes: readonly EntryOutcome[],
  freeSid: (sid: string) => string,
): ReducedStatement {
  const condition = isRecord(statement['Condition']) ? (statement['Condition'] as ConditionBlock) : {};
  const arns = [...new Set(outcomes.flatMap((each) => each.arns))].toSorted();
  const accounts = [...new Set(outcomes.flatMap((each) => each.accounts))].toSorted();
  const byArn = joined(condition, { ArnEquals: { 'aws:PrincipalArn': oneOrMore(arns) } });
  const byAccount = joined(condition, { StringEquals: { 'aws:PrincipalAccount': oneOrMore(accounts) } });
  if ((arns.length > 0 && byArn === null) || (accounts.length > 0 && byAccount === null))
    return reducedStatement(statement, outcomes.map(asTheyAre), freeSid);
  const kept = withKept(statement, outcomes);
  const narrowed = outcomes.filter(({ outcome }) => outcome === 'narrowed').map(({ entry }) => entry);
  const statements = kept === null ? [] : [kept];
  const add = (Condition: ConditionBlock | null, suffix: string): void => {
    const sid = statement['Sid'];
    const Sid = statements.length === 0 || typeof sid !== 'string' || sid === '' ? sid : freeSid(`${sid}${suffix}`);
    const own = sid === undefined ? {} : { Sid };
    statements.push({ ...statement, ...own, Principal: principalElement(narrowed), Condition });
  };
  if (arns.length > 0) add(byArn, 'Seen');
  if (accounts.length > 0) add(byAccount, 'SeenAccounts');
  if (kept === null || narrowed.length > 0) return { statements, outcomes };
  const bySubject = withSubjectsSeen(kept, outcomes.filter(isKept));
  return bySubject === null
    ? { statements, outcomes }
    : {
        statements: [bySubject.statement],
        outcomes: outcomes.map((each) => (isKept(each) ? toSubjects(each, bySubject) : each)),
      };
}

const isKept = ({ outcome }: EntryOutcome): boolean => outcome === 'kept';

/** The statement with the names that stay as they are; itself where all do, null where none does. */
function withKept(statement: RawStatement, outcomes: readonly EntryOutcome[]): RawStatement | null {
  const kept = outcomes.filter(isKept).map(({ entry }) => entry);
  if (kept.length === 0) return null;
  return kept.length === outcomes.length ? statement : { ...statement, Principal: principalElement(kept) };
}

const toSubjects = (outcome: EntryOutcome, { subjects }: BySubject): EntryOutcome => ({
  ...outcome,
  outcome: 'narrowed',
  reason: 'used-by-some',
  why: `To the subjects that used it: ${subjects.join(', ')}.`,
});

const asTheyAre = (outcome: EntryOutcome): EntryOutcome =>
  outcome.outcome === 'narrowed'
    ? {
        ...outcome,
        outcome: 'kept',
        reason: 'no-operator',
        arns: [],
        accounts: [],
        why: 'Its statement tests who calls already, and leaves no operator to narrow it further.',
      }
    : outcome;

const oneOrMore = (values: readonly string[]): string | readonly string[] =>
  values.length === 1 ? values[0]! : values;
