import { formatOf, type AnswerFormat } from '../options.ts';
import { writeAll, writeJson, writeLines } from './streams.ts';

/** An answer in each of the ways in which it may be asked for; the text is made only when it is. */
export interface PrintableAnswer {
  readonly json: unknown;
  /** A line each as JSON lines. */
  readonly items: readonly unknown[];
  readonly text: () => readonly string[];
}

export function writeAnswer(
  options: { format: AnswerFormat; json?: true },
  { json, items, text }: PrintableAnswer,
): Promise<void> {
  const format = formatOf(options);
  if (format === 'json') return writeJson(json);
  return format === 'jsonl' ? writeAll(items.map((item) => `${JSON.stringify(item)}\n`)) : writeLines(text());
}
