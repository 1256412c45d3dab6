import type { AccessAnalyzerDetails, AnalyzerDetail } from '../../core/model/access-analyzer.ts';
import { parseArn } from '../../core/model/arn.ts';
import type { AccountContent } from '../snapshot/write-snapshot.ts';
import type { ImportedAnalyzer } from './findings.ts';

/**
 * Accounts with what was imported of Access Analyzer: each analyzer in the account that it is in, as a collection keeps it;
 * where that account is not here, with each of the accounts that its findings are about.
 */
export function* withFindings(
  accounts: Iterable<AccountContent>,
  ids: ReadonlySet<string>,
  analyzers: readonly ImportedAnalyzer[],
): Generator<AccountContent> {
  for (const account of accounts) {
    const own = analyzers.flatMap((analyzer) => partOf(analyzer, account.accountId, ids));
    if (own.length === 0) yield account;
    else {
      const others = account.others ?? { status: 'complete', problems: [] };
      yield { ...account, others: { ...others, accessAnalyzer: merged(others.accessAnalyzer, own) } };
    }
  }
}

function partOf(analyzer: ImportedAnalyzer, account: string, ids: ReadonlySet<string>): ImportedAnalyzer[] {
  const home = parseArn(analyzer.Analyzer.arn)!.account;
  if (ids.has(home)) return home === account ? [analyzer] : [];
  const Findings = analyzer.Findings.filter(({ resourceOwnerAccount }) => resourceOwnerAccount === account);
  return Findings.length === 0 ? [] : [{ ...analyzer, Findings }];
}

function merged(
  known: AccessAnalyzerDetails | undefined,
  imported: readonly ImportedAnalyzer[],
): AccessAnalyzerDetails {
  const byArn = new Map((known?.Analyzers ?? []).map((detail) => [detail.Analyzer.arn, detail]));
  for (const { whole, ...detail } of imported) {
    const { arn } = detail.Analyzer;
    const held = byArn.get(arn);
    byArn.set(arn, held === undefined || whole ? detail : joined(held, detail));
  }
  return { Analyzers: [...byArn.values()] };
}

/** Single findings beside those that are there. */
function joined(held: AnalyzerDetail, added: AnalyzerDetail): AnalyzerDetail {
  const findings = new Map([...held.Findings, ...added.Findings].map((finding) => [finding.id, finding]));
  const ArchiveRules = added.ArchiveRules.length > 0 ? added.ArchiveRules : held.ArchiveRules;
  return { ...added, ArchiveRules, Findings: [...findings.values()] };
}
