import { asList, isRecord, textList } from '../policy/syntax.ts';
import type { ActionUses } from './action-use.ts';
import { reduceActions } from './reduce-actions.ts';

/**
 * A policy document with no more than what its role is not known to leave unused: statements that allow have their actions
 * reduced, and go where none is left; all else stays word for word. Null where no statement is left.
 * @param document that can be read as an identity policy
 */
export function reduceDocument(document: unknown, uses: ActionUses): Readonly<Record<string, unknown>> | null {
  const root = document as Record<string, unknown>;
  const statements = asList(root['Statement']).flatMap((raw) => reduceStatement(raw, uses));
  if (statements.length === 0) return null;
  const isList = Array.isArray(root['Statement']);
  return { ...root, Statement: isList ? statements : statements[0] };
}

function reduceStatement(raw: unknown, uses: ActionUses): readonly unknown[] {
  if (!isRecord(raw) || raw['Effect'] !== 'Allow') return [raw];
  const complement = 'NotAction' in raw;
  const element = complement ? 'NotAction' : 'Action';
  const texts = textList(raw[element], element);
  const reduced = reduceActions({ complement, texts }, uses);
  if (reduced.texts.length === 0 && texts.length > 0 && !reduced.complement) return [];
  if (reduced.complement === complement && isSame(reduced.texts, texts)) return [raw];
  const value =
    !complement && typeof raw[element] === 'string' && reduced.texts.length === 1 ? reduced.texts[0] : reduced.texts;
  return [Object.fromEntries(Object.entries(raw).map((entry) => (entry[0] === element ? ['Action', value] : entry)))];
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, index) => text === b[index]);
