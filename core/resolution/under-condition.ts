import { isRecord } from '../policy/syntax.ts';
import { asList } from '../policy/syntax.ts';
import { refusal, type ConditionBlock, type Cut, type Refusal } from './cut.ts';
import { saysTheSame } from './trust-document.ts';

/** An Allow statement as it is written. */
export type RawStatement = Readonly<Record<string, unknown>>;

/** What a Deny is narrowed to, and for the sake of which statements. */
export interface Narrowed {
  readonly statements: readonly RawStatement[];
  readonly condition: ConditionBlock;
}

/**
 * Of the statements that let somebody in, those that a finding is about, with the condition that they have: a Deny with the
 * same condition takes away what they allow and nothing of what others do.
 */
export function narrowedTo(condition: Cut['condition'], granting: readonly RawStatement[]): Narrowed | Refusal {
  if (condition === null) return { statements: granting, condition: {} };
  const statements = meant(condition, granting);
  const [first, ...others] = statements;
  if (first === undefined)
    return refusal(
      'nothing-to-cut',
      'No statement of the trust policy lets it in under the condition of the finding: it may have been put right since.',
    );
  const open = statements.filter((statement) => blockOf(statement) === null);
  if (open.length > 0) return { statements: open, condition: {} };
  if (others.some((other) => !saysTheSame(blockOf(other), blockOf(first))))
    return refusal(
      'several-conditions',
      'Statements with different conditions let it in, and one Deny cannot take away just what they allow: cut the whole hop, or change those statements.',
    );
  return { statements, condition: blockOf(first)! };
}

/** Without a condition in the finding, statements without one; where each has some, the finding does not tell them. */
function meant(condition: NonNullable<Cut['condition']>, granting: readonly RawStatement[]): readonly RawStatement[] {
  const wanted = Object.entries(condition);
  if (wanted.length > 0)
    return granting.filter((statement) => wanted.every(([key, value]) => asks(statement, key, value)));
  const open = granting.filter((statement) => blockOf(statement) === null);
  return open.length > 0 ? open : granting;
}

const blockOf = ({ Condition }: RawStatement): ConditionBlock | null =>
  isRecord(Condition) && Object.keys(Condition).length > 0 ? (Condition as ConditionBlock) : null;

/** A finding gives a key with one of its values, or with all of them, and no operator. */
function asks(statement: RawStatement, key: string, value: string): boolean {
  const tests = Object.values(blockOf(statement) ?? {}).flatMap((test) => Object.entries(test));
  return tests.some(([own, given]) => {
    const values = asList(given).map(String);
    return (
      own.toLowerCase() === key.toLowerCase() &&
      (values.includes(value) || values.join(',') === value.replaceAll(/, /g, ','))
    );
  });
}
