/** How an unexpected value is shown in an error: its text cut short, with nothing in it that a terminal would obey. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value !== 'string') return String(value);
  const text = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return JSON.stringify(text.replaceAll(/\p{C}/gu, '?'));
}
