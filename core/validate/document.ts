import { isRecord } from '../policy/syntax.ts';
import { found, nameOf, quoted, type Found, type Subject } from './rule.ts';

/** What holds for the whole document ("Grammar of the IAM JSON policy language"). */
export function* documentRules(subject: Subject): Iterable<Found> {
  const { root } = subject;
  if (!isRecord(root)) return yield found('invalid-type', [], 'The policy is not a JSON object.');
  for (const name of Object.keys(root))
    if (!ELEMENTS.has(name))
      yield found(
        'unknown-element',
        [name],
        `A policy has no element ${quoted(name)}: only Version, Id and Statement.`,
      );
  yield* versionRule(root['Version'], subject);
  yield* statementsRule(root['Statement']);
  yield* sidsRule(subject);
}

const ELEMENTS: ReadonlySet<string> = new Set(['Version', 'Id', 'Statement']);

function* versionRule(version: unknown, { type, statements }: Subject): Iterable<Found> {
  if (version === undefined) {
    // Without it, AWS refuses a resource control policy ("RCP syntax").
    const message = 'The policy has no Version: add "Version": "2012-10-17".';
    yield type === 'rcp' ? found('rcp-not-allowed', [], message) : found('missing-version', [], message);
  } else if (version !== '2012-10-17' && version !== '2008-10-17')
    return yield found(
      'invalid-version',
      ['Version'],
      'Version is "2012-10-17": the language’s, not the policy’s own.',
    );
  if (version === '2012-10-17') return;
  for (const statement of statements)
    for (const { text, path } of textsWithVariables(statement))
      if (VARIABLE.test(text))
        yield found(
          'old-version-variable',
          path,
          `${quoted(text)} is plain text without "Version": "2012-10-17": no variable is filled in.`,
        );
}

const VARIABLE = /\$\{[^}]*\}/;

const textsWithVariables = ({ resources, conditions }: Subject['statements'][number]) => [
  ...(resources?.values ?? []),
  ...conditions.flatMap(({ values }) => values),
];

function* statementsRule(statements: unknown): Iterable<Found> {
  if (statements === undefined) return yield found('missing-element', [], 'The policy has no Statement.');
  if (isRecord(statements)) return;
  if (!Array.isArray(statements))
    return yield found('invalid-type', ['Statement'], 'Statement is neither an object nor a list of objects.');
  if (statements.length === 0) yield found('empty-element', ['Statement'], 'Statement is an empty list.');
  for (const [index, statement] of (statements as unknown[]).entries())
    if (!isRecord(statement))
      yield found('invalid-type', ['Statement', index], `Statement ${index + 1} is not an object.`);
}

function* sidsRule({ statements }: Subject): Iterable<Found> {
  const first = new Map<string, number>();
  for (const statement of statements) {
    const { sid, index, path } = statement;
    if (sid === null) continue;
    const earlier = first.get(sid);
    if (earlier === undefined) first.set(sid, index);
    else
      yield found('duplicate-sid', [...path, 'Sid'], `${nameOf(statement)} has the Sid of statement ${earlier + 1}.`);
  }
}
