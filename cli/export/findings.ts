import type { Finding } from '../../core/model/finding.ts';
import { cell, row } from './csv.ts';

const COLUMNS = [
  'id',
  'type',
  'status',
  'role',
  'accountId',
  'principal',
  'actions',
  'condition',
  'isPublic',
  'error',
  'archiveRules',
  'createdAt',
  'analyzedAt',
  'updatedAt',
  'analyzer',
] as const;

/** Findings as JSON lines, whole, and as CSV, where several values of one cell are joined by `; `. */
export const FINDING_FORMATS = {
  *jsonl(findings: readonly Finding[]): Iterable<string> {
    for (const finding of findings) yield `${JSON.stringify(finding)}\n`;
  },
  *csv(findings: readonly Finding[]): Iterable<string> {
    yield `${COLUMNS.join(',')}\n`;
    for (const finding of findings) {
      const flat = { ...finding, ...accessTexts(finding), archiveRules: finding.archiveRules.join('; ') };
      yield row(COLUMNS.map((column) => cell(String(flat[column] ?? ''))));
    }
  },
};

const accessTexts = ({ access }: Finding) => ({
  principal: access && entries(access.principal),
  actions: access && access.actions.join('; '),
  condition: access && entries(access.condition),
  isPublic: access && access.isPublic,
});

const entries = (texts: Readonly<Record<string, string>>): string =>
  Object.entries(texts)
    .map(([key, value]) => `${key}=${value}`)
    .join('; ');
