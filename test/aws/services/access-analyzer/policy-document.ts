/** Policies as far as the checks here look at them. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: string | Readonly<Record<string, string | readonly string[]>>;
  readonly NotPrincipal?: unknown;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Null where the text is no policy. */
export function statementsOf(policy: string): readonly Statement[] | null {
  try {
    const { Statement } = JSON.parse(policy) as { Statement?: Statement | readonly Statement[] };
    return Statement === undefined ? null : [Statement].flat();
  } catch {
    return null;
  }
}

/** One or several values, or anything where the element is not there. */
export const listed = (values: string | readonly string[] | undefined): readonly string[] =>
  values === undefined ? ['*'] : [values].flat();

/** `AWS arn:…`, `Service lambda.amazonaws.com`; a policy of an identity has no principals. */
export function principalsOf({ Principal = {} }: Statement): readonly string[] {
  if (typeof Principal === 'string') return [`AWS ${Principal}`];
  return Object.entries(Principal).flatMap(([kind, names]) => [names].flat().map((name) => `${kind} ${name}`));
}

/** Whether a pattern with `*` and `?` matches all that the other text, which may be a pattern too, does. */
export function covers(pattern: string, text: string): boolean {
  const expression = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 'is').test(text);
}
