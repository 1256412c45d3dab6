interface StatementReference {
  readonly policy: string | null;
  readonly statement: number | null;
  readonly sid: string | null;
}

/** `arn:…#trust statement 0 "AllowDeployers"`; empty where no statement is meant. */
export function statementText({ policy, statement, sid }: StatementReference): string {
  if (policy === null) return '';
  const index = statement === null ? '' : ` statement ${statement}`;
  return `${policy}${index}${sid === null ? '' : ` "${sid}"`}`;
}

/** Equal entries once: a control policy that is attached at four levels has the same part four times. */
export const once = <T>(entries: readonly T[]): T[] => [
  ...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values(),
];
