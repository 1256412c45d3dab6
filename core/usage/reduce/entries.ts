import { parsePrincipalElement } from '../../policy/parse-principals.ts';
import type { PrincipalName } from '../../policy/statement.ts';
import { asList, isRecord } from '../../policy/syntax.ts';

/** One name in the `Principal` of a statement, as it is written. */
export interface Entry {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` where the whole element is one. */
  readonly type: string;
  readonly text: string;
  readonly name: PrincipalName;
}

/** The names of a statement that has been parsed before; none of `NotPrincipal`. */
export function entriesOf({ Principal }: Readonly<Record<string, unknown>>): readonly Entry[] {
  if (Principal === '*') return [{ type: '*', text: '*', name: { type: 'anyone' } }];
  if (!isRecord(Principal)) return [];
  return Object.entries(Principal).flatMap(([type, texts]) =>
    asList(texts).map((text) => ({ type, text: text as string, name: nameOf(type, text as string) })),
  );
}

const nameOf = (type: string, text: string): PrincipalName =>
  parsePrincipalElement({ Principal: { [type]: text } }, 'Principal', () => {}).names[0]!;

/** As the `Principal` of a statement: one name as it is, several as a list. */
export function principalElement(entries: readonly Entry[]): unknown {
  if (entries.some(({ type }) => type === '*')) return '*';
  const byType = new Map<string, string[]>();
  for (const { type, text } of entries) byType.set(type, [...(byType.get(type) ?? []), text]);
  return Object.fromEntries([...byType].map(([type, texts]) => [type, texts.length === 1 ? texts[0]! : texts]));
}
