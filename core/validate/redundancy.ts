import { coversGlob, globOf } from '../policy/glob.ts';
import { found, nameOf, type Found, type Subject } from './rule.ts';
import type { ElementView, StatementView } from './view.ts';

/** Where statements have more actions and resources than this, they are not compared with each other. */
const MOST_VALUES = 500;

/** Statements that give nothing beyond another one. */
export function* redundantStatements({ statements }: Subject): Iterable<Found> {
  const values = statements
    .flatMap(({ actions, resources }) => [actions?.values ?? [], resources?.values ?? []])
    .flat();
  if (values.length > MOST_VALUES) return;
  for (const statement of statements) {
    const other = statements.find(
      (each) =>
        each !== statement && covers(each, statement) && (each.index < statement.index || !covers(statement, each)),
    );
    if (other !== undefined)
      yield found('redundant-statement', statement.path, `${nameOf(statement)} is covered by ${lower(nameOf(other))}.`);
  }
}

const lower = (name: string): string => name.replace('Statement', 'statement');

/** Never true wrongly: whatever the inner statement says, the outer one says too. */
function covers(outer: StatementView, inner: StatementView): boolean {
  return (
    outer.effect !== null &&
    outer.effect === inner.effect &&
    hasCoveringElement(outer.actions, inner.actions, (text) => text.toLowerCase()) &&
    hasCoveringElement(outer.resources, inner.resources, (text) => text) &&
    same(outer.raw['Principal'] ?? null, inner.raw['Principal'] ?? null) &&
    same(outer.raw['NotPrincipal'] ?? null, inner.raw['NotPrincipal'] ?? null) &&
    (isEmpty(outer.raw['Condition']) || same(outer.raw['Condition'], inner.raw['Condition']))
  );
}

const isEmpty = (condition: unknown): boolean => condition === undefined || same(condition, {});

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

function hasCoveringElement(
  outer: ElementView | null,
  inner: ElementView | null,
  read: (text: string) => string,
): boolean {
  if (outer === null || inner === null) return outer === inner;
  if (outer.complement || inner.complement)
    return (
      outer.complement === inner.complement &&
      same(
        outer.values.map(({ text }) => text),
        inner.values.map(({ text }) => text),
      )
    );
  const globs = outer.values.map(({ text }) => globOf(read(text)));
  return (
    inner.values.length > 0 &&
    inner.values.every(({ text }) => globs.some((glob) => coversGlob(glob, globOf(read(text)))))
  );
}
