import type { ExportFormat } from './format.ts';
import { evidenceText, nodeRecord } from './records.ts';

const NODE_COLUMNS = [
  'id',
  'kind',
  'name',
  'accountId',
  'inOrganization',
  'path',
  'uniqueId',
  'vendor',
  'serviceLinked',
  'description',
  'maxSessionDuration',
  'lastUsed',
] as const;

/** For spreadsheets: several values of one cell are joined by `; `. */
export const csv: ExportFormat = {
  nodes: {
    head: `${NODE_COLUMNS.join(',')},tags\n`,
    *page(principals) {
      for (const node of principals.map(nodeRecord)) {
        const tags = Object.entries(node.tags).map(([key, value]) => `${key}=${value}`);
        yield row([...NODE_COLUMNS.map((column) => cell(String(node[column] ?? ''))), cell(tags.join('; '))]);
      }
    },
    tail: '',
  },
  edges: {
    head: () => ['from,to,action,verdict,mechanism,conditions,evidence\n'],
    endpoint: cell,
    *hopClass({ action, verdict, mechanism, conditions, evidence }, sources, targets) {
      const rest = row(
        [action, verdict, mechanism, conditions.join('; '), evidence.map(evidenceText).join('; ')].map(cell),
      );
      for (const from of sources) for (const to of targets) yield `${from},${to},${rest}`;
    },
    tail: '',
  },
};

export const row = (cells: readonly string[]): string => `${cells.join(',')}\n`;

/** A text that begins like a formula would be run by a spreadsheet that opens the file: an apostrophe makes it text. */
export function cell(text: string): string {
  const neutral = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(neutral) ? `"${neutral.replaceAll('"', '""')}"` : neutral;
}
