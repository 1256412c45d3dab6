import type { AccountExtras, Analyzer, ArchiveRule, Finding } from '../extras.ts';
import { matchesFilter } from './finding-filter.ts';

/** An analyzer as it is now: findings and archive rules change by calls. */
export interface LiveAnalyzer extends Omit<Analyzer, 'findings' | 'archiveRules'> {
  readonly findings: LiveFinding[];
  readonly archiveRules: ArchiveRule[];
}
export type LiveFinding = { -readonly [Member in keyof Finding]: Finding[Member] };

/** The analyzers of each account and region, made from what is known of the account when it is first asked for. */
export class Analyzers {
  readonly #extras: (account: string) => AccountExtras;
  readonly #analyzers = new Map<string, readonly LiveAnalyzer[]>();

  constructor(extras: (account: string) => AccountExtras) {
    this.#extras = extras;
  }

  in(account: string, region: string): readonly LiveAnalyzer[] {
    const place = `${account} ${region}`;
    const analyzers = this.#analyzers.get(place) ?? live(this.#extras(account).analyzers?.[region] ?? []);
    this.#analyzers.set(place, analyzers);
    return analyzers;
  }
}

const live = (analyzers: readonly Analyzer[]): LiveAnalyzer[] =>
  analyzers.map(({ findings = [], archiveRules = [], ...rest }) => ({
    ...rest,
    archiveRules: [...archiveRules],
    findings: findings.map((finding) => ({ ...finding })),
  }));

/** Page "Archive rules": what a rule matches is archived; what is resolved stays so. */
export function applyRule({ findings }: LiveAnalyzer, { filter }: ArchiveRule): void {
  for (const finding of findings) {
    if (finding.status === 'ACTIVE' && matchesFilter(finding, filter)) finding.status = 'ARCHIVED';
  }
}
