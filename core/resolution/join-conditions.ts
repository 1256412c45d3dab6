import type { ConditionBlock } from './cut.ts';

/** Operators that mean the same for a value without wildcards; of two tests of one key, each needs an operator of its own. */
const ALIKE: readonly (readonly string[])[] = [
  ['StringEquals', 'StringLike'],
  ['ArnEquals', 'ArnLike', 'StringEquals', 'StringLike'],
  ['StringNotEquals', 'StringNotLike'],
];

/** A condition that holds where both do; null where it cannot be written in one block. */
export function joined(first: ConditionBlock, second: ConditionBlock): ConditionBlock | null {
  const block: Record<string, Record<string, unknown>> = {};
  for (const [operator, tests] of Object.entries(first)) block[operator] = { ...tests };
  for (const [operator, tests] of Object.entries(second))
    for (const [key, values] of Object.entries(tests)) {
      const free = alike(operator).find((each) => !hasKey(block[each], key));
      if (free === undefined) return null;
      block[free] = { ...block[free], [key]: values };
    }
  return block;
}

const alike = (operator: string): readonly string[] => ALIKE.find(([first]) => first === operator) ?? [operator];

const hasKey = (tests: Readonly<Record<string, unknown>> | undefined, key: string): boolean =>
  Object.keys(tests ?? {}).some((own) => own.toLowerCase() === key.toLowerCase());
