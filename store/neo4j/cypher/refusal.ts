import { tokenize, type Token } from './tokens.ts';

/**
 * Why a query is refused, or null. The server itself keeps a READ transaction from writing; this refuses what READ
 * allows and should not (reading files, calling procedures, other databases), and says so before the server does.
 * Where it cannot be sure what a word is, it refuses: a name can always be put in backticks.
 */
export function refusal(query: string): string | null {
  if (/\\u/i.test(query)) return 'Write the character itself, or give it in a parameter, instead of the escape \\u.';
  const tokens = tokenize(query);
  if (tokens === null) return 'A string, a comment or a name in backticks does not end.';
  if (tokens.some(({ kind, text }) => kind === 'sign' && /[\p{Cc}\p{Cf}]/u.test(text))) {
    return 'It contains a character that cannot be seen.';
  }
  return beginning(tokens) ?? severalStatements(tokens) ?? firstOf(tokens, (_, at) => forbiddenWord(tokens, at));
}

const BEGINNINGS = new Set(['MATCH', 'OPTIONAL', 'UNWIND', 'WITH', 'RETURN', 'CALL']);

const WRITES = new Set(
  'CREATE MERGE INSERT SET REMOVE DELETE DETACH NODETACH FOREACH DROP ALTER RENAME GRANT DENY REVOKE'.split(' '),
);

/** They read the schema, and nothing else. */
const PROCEDURES = new Set([
  'db.labels',
  'db.relationshipTypes',
  'db.propertyKeys',
  'db.schema.visualization',
  'db.schema.nodeTypeProperties',
  'db.schema.relTypeProperties',
  'db.ping',
  'dbms.components',
]);

function beginning([first]: readonly Token[]): string | null {
  if (first?.kind === 'word' && BEGINNINGS.has(first.text.toUpperCase())) return null;
  return `A query begins with ${[...BEGINNINGS].join(', ')}.`;
}

const severalStatements = (tokens: readonly Token[]): string | null =>
  tokens.slice(0, -1).some((token) => isSign(token, ';')) ? 'One statement at a time, please.' : null;

function forbiddenWord(tokens: readonly Token[], at: number): string | null {
  const { kind, text } = tokens[at]!;
  if (kind !== 'word' || isName(tokens, at)) return null;
  const word = text.toUpperCase();
  if (WRITES.has(word)) return readOnly(`${word} writes`);
  if (word === 'USE') return readOnly('USE turns to another database');
  if (word === 'TRANSACTIONS') return readOnly('IN TRANSACTIONS is for writing');
  if (word === 'LOAD' && tokens[at + 1]?.text.toUpperCase() === 'CSV') return readOnly('LOAD CSV reads files');
  return word === 'CALL' ? forbiddenCall(tokens, at + 1) : null;
}

/** Subqueries are looked into like everything else; of procedures a few are allowed. */
function forbiddenCall(tokens: readonly Token[], after: number): string | null {
  if (isSign(tokens[after], '{') || isSign(tokens[after], '(')) return null;
  let procedure = tokens[after]?.text ?? '';
  for (let at = after + 1; isSign(tokens[at], '.'); at += 2) procedure += `.${tokens[at + 1]?.text ?? ''}`;
  if (PROCEDURES.has(procedure)) return null;
  return readOnly(`the procedure ${procedure} is not one of ${[...PROCEDURES].join(', ')}`);
}

/** Whether a word is a property, a label, a type or a parameter, by what stands before it. */
function isName(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  if (isSign(before, ':') || isSign(before, '$')) return true;
  const owner = tokens[at - 2];
  return (
    isSign(before, '.') &&
    owner !== undefined &&
    (owner.kind === 'word' || owner.kind === 'name' || /[\])}]/.test(owner.text))
  );
}

const isSign = (token: Token | undefined, text: string): boolean => token?.kind === 'sign' && token.text === text;

const readOnly = (why: string): string => `This is read-only: ${why}. (A name that is written so goes in backticks.)`;

function firstOf<T, R>(items: readonly T[], find: (item: T, index: number) => R | null): R | null {
  for (const [index, item] of items.entries()) {
    const found = find(item, index);
    if (found !== null) return found;
  }
  return null;
}
