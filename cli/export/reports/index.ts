import { UsageError } from '../../exit.ts';
import { printable } from '../../output/printable.ts';
import { cell } from '../csv.ts';
import { principalAccess } from './principal-access.ts';
import { principals } from './principals.ts';
import type { Report, ReportRow, ReportSource } from './report.ts';
import { resourceAccess, resources } from './resources.ts';

export { credentialsIn } from './credentials.ts';
export type { ReportSource } from './report.ts';

/** reports: what the access graph says of principals and roles as rows in the columns of k9. */
export const REPORTS = {
  principals,
  'principal-access-summaries': principalAccess,
  resources,
  'resource-access-summaries': resourceAccess,
} as const satisfies Record<string, Report>;
export type ReportName = keyof typeof REPORTS;

export const REPORT_FORMATS = ['jsonl', 'csv', 'xlsx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** A report as text, row by row. */
export async function* reportText(
  name: ReportName,
  source: ReportSource,
  format: Exclude<ReportFormat, 'xlsx'>,
): AsyncIterable<string> {
  const [columns, rows] = table(name, source);
  if (format === 'csv') yield csvLine(columns);
  for await (const row of rows)
    yield format === 'csv'
      ? csvLine(row)
      : `${JSON.stringify(Object.fromEntries(columns.map((column, index) => [column, row[index]])))}\n`;
}

/** "Excel specifications and limits": rows in a sheet, its head among them. */
const MOST_ROWS = 1_048_576;

/**
 * A report as a spreadsheet, whose head stays in sight.
 * @throws UsageError where it has more rows than a sheet may have
 */
export async function reportSheet(name: ReportName, source: ReportSource): Promise<Uint8Array> {
  // What makes spreadsheets is loaded by those who want one.
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const [columns, rows] = table(name, source);
  const data: (string | { readonly value: string; readonly fontWeight: 'bold' })[][] = [
    columns.map((value) => ({ value, fontWeight: 'bold' })),
  ];
  for await (const row of rows) {
    if (data.length === MOST_ROWS)
      throw new UsageError(`A sheet has at most ${MOST_ROWS} rows, and there are more ${name}: use --format csv.`);
    data.push(row.map((value) => printable(textOf(value)).replace(NO_XML, '\uFFFD')));
  }
  return writeExcelFile(data, { sheet: name.slice(0, 31), stickyRowsCount: 1 }).toBuffer();
}

/** What no XML document may hold, beside controls. */
const NO_XML = /[\uFFFE\uFFFF]/g;

/** Every row with the time of the analysis: when the generation was loaded. */
function table(name: ReportName, source: ReportSource): [readonly string[], AsyncIterable<ReportRow>] {
  const report: Report = REPORTS[name];
  const analysisTime = source.graph.generation.loadedAt;
  return [['analysis_time', ...report.columns], dated(report.rows(source), analysisTime)];
}

async function* dated(rows: AsyncIterable<ReportRow>, time: string): AsyncIterable<ReportRow> {
  for await (const row of rows) yield [time, ...row];
}

const csvLine = (row: ReportRow): string => `${row.map((value) => cell(textOf(value))).join(',')}\n`;

/** As k9 writes it. */
const textOf = (value: string | boolean): string => (typeof value === 'string' ? value : value ? 'True' : 'False');
