/** A policy document laid out for reading, its statements apart from what is around them. */
export interface PrettyPolicy {
  readonly before: readonly string[];
  readonly statements: readonly PrettyStatement[];
  readonly after: readonly string[];
}

export interface PrettyStatement {
  readonly lines: readonly string[];
  /** What it is about, in a line. */
  readonly gist: string;
}

/** Null where the document is not a JSON object with statements: then it is to be shown as it is. */
export function prettyPolicy(document: string): PrettyPolicy | null {
  const parsed = parseObject(document);
  const statement = parsed?.['Statement'];
  if (!parsed || statement === undefined) return null;
  const list = Array.isArray(statement);
  const statements: readonly unknown[] = list ? statement : [statement];
  const entries = Object.entries(parsed);
  const at = entries.findIndex(([key]) => key === 'Statement');
  return {
    before: [
      '{',
      ...entries.slice(0, at).flatMap((entry) => property(entry, true)),
      `  "Statement": ${list ? '[' : ''}`,
    ],
    statements: statements.map((one, i) => ({
      lines: indented(JSON.stringify(one, null, 2), 4, i < statements.length - 1 || (!list && at < entries.length - 1)),
      gist: gistOf(one),
    })),
    after: [
      ...(list ? [`  ]${at < entries.length - 1 ? ',' : ''}`] : []),
      ...entries.slice(at + 1).flatMap((entry, i, rest) => property(entry, i < rest.length - 1)),
      '}',
    ],
  };
}

function parseObject(document: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(document);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : null;
  } catch {
    return null;
  }
}

const property = ([key, value]: readonly [string, unknown], more: boolean): string[] =>
  indented(`${JSON.stringify(key)}: ${JSON.stringify(value, null, 2)}`, 2, more);

function indented(json: string, by: number, more: boolean): string[] {
  const lines = json.split('\n').map((line) => ' '.repeat(by) + line);
  return more ? [...lines.slice(0, -1), `${lines.at(-1)!},`] : lines;
}

/** `Allow sts:AssumeRole, s3:GetObject and 3 more`; its Sid first, where it has one. */
function gistOf(statement: unknown): string {
  if (typeof statement !== 'object' || statement === null) return 'not a statement';
  const { Sid, Effect, Action, NotAction } = statement as Record<string, unknown>;
  const actions = [Action ?? NotAction].flat().filter((action) => typeof action === 'string');
  const some = actions.slice(0, 2).join(', ');
  const more = actions.length > 2 ? ` and ${actions.length - 2} more` : '';
  const sid = typeof Sid === 'string' && Sid !== '' ? `${Sid}: ` : '';
  return `${sid}${typeof Effect === 'string' ? Effect : ''}${Action === undefined && NotAction !== undefined ? ' all but' : ''} ${some}${more}`;
}
