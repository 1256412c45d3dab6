/** A policy document that AWS would refuse; the message completes "The policy cannot be read: …". */
export class PolicySyntaxError extends Error {}

export function expect(condition: boolean, message: string): asserts condition {
  if (!condition) throw new PolicySyntaxError(message);
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Wherever the grammar takes a list, it takes a single value too. */
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [value]);

export function textList(value: unknown, place: string): readonly string[] {
  const list = asList(value);
  expect(
    list.every((item) => typeof item === 'string'),
    `${place} is neither a string nor a list of strings`,
  );
  return list as string[];
}
