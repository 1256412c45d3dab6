import type { EvidenceStatement } from '../../core/model/policy.ts';

/** `arn:…#trust, statement 0 "AllowDeployers"`. */
export function statementText({
  policy,
  statement,
  sid,
}: {
  readonly policy: string | null;
  readonly statement: number | null;
  readonly sid: string | null;
}): string {
  if (policy === null) return '';
  const index = statement === null ? '' : `, statement ${statement}`;
  return `${policy}${index}${sid === null ? '' : ` "${sid}"`}`;
}

/** Rows of a table: side, effect, statement. */
export const evidenceRows = (evidence: readonly EvidenceStatement[]): string[][] =>
  evidence.map((statement) => [statement.side, statement.effect, statementText(statement)]);
