import type { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer';
import { CHECKS, FINDING_CLASSES } from '../../core/validate/checks.ts';
import type { NamedPolicy } from '../validate/check-file.ts';
import { saidByUs, type SaidFinding, type SaidPolicy } from '../validate/said.ts';
import { askAnalyzer, type AnalyzerFinding, type Questions } from './ask-analyzer.ts';

/**
 * The policy with what Access Analyzer says of it beside our own. What both say of one statement is one finding.
 * @throws what Access Analyzer says
 */
export async function withAnalyzer(
  client: AccessAnalyzerClient,
  policy: NamedPolicy,
  questions: Questions,
): Promise<SaidPolicy> {
  const { name, type, document } = policy;
  const own = saidByUs(policy);
  if (type === 'resource' || document === null) return own;
  return { name, type, findings: merged(own.findings, policy, await askAnalyzer(client, document, type, questions)) };
}

function merged(
  findings: readonly SaidFinding[],
  { placeOf }: NamedPolicy,
  said: readonly AnalyzerFinding[],
): readonly SaidFinding[] {
  const news: SaidFinding[] = [];
  const shared = new Set<SaidFinding>();
  for (const { path, ...finding } of said) {
    const statement = statementOf(path);
    const own = findings.filter((each) => each.statement === statement && alsoKnownAs(each).includes(finding.code));
    for (const each of own) shared.add(each);
    if (own.length === 0)
      news.push({ ...finding, path, statement, sid: null, place: placeOf(path), by: ['access-analyzer'] });
  }
  const marked = findings.map((each) =>
    shared.has(each) ? { ...each, by: [...each.by, 'access-analyzer' as const] } : each,
  );
  return [...marked, ...news].toSorted((a, b) => FINDING_CLASSES.indexOf(a.class) - FINDING_CLASSES.indexOf(b.class));
}

const alsoKnownAs = ({ code }: SaidFinding): readonly string[] =>
  Object.hasOwn(CHECKS, code) ? CHECKS[code as keyof typeof CHECKS].analyzer : [];

function statementOf([element, index]: AnalyzerFinding['path']): number | null {
  if (element !== 'Statement') return null;
  return typeof index === 'number' ? index : 0;
}
