/** What Access Analyzer says in one account: raw responses of `accessanalyzer`, one entry an analyzer and region. */
export interface AccessAnalyzerDetails {
  readonly Analyzers: readonly AnalyzerDetail[];
}

export interface AnalyzerDetail {
  readonly Region: string;
  /** As `list-analyzers` gives it. */
  readonly Analyzer: {
    readonly arn: string;
    readonly name: string;
    readonly type: string;
    readonly status?: string;
    readonly configuration?: unknown;
  };
  /** As `list-archive-rules` gives them. */
  readonly ArchiveRules: readonly {
    readonly ruleName: string;
    readonly filter: Readonly<Record<string, Criterion>>;
  }[];
  readonly Findings: readonly FindingDetail[];
}

export interface Criterion {
  readonly eq?: readonly string[];
  readonly neq?: readonly string[];
  readonly contains?: readonly string[];
  readonly exists?: boolean;
}

/** A summary of `list-findings-v2` with the `findingDetails` of `get-finding-v2`. Times in ISO 8601. */
export interface FindingDetail {
  readonly id: string;
  readonly findingType?: string;
  readonly resource?: string;
  readonly resourceType: string;
  readonly resourceOwnerAccount: string;
  readonly status: string;
  readonly error?: string;
  readonly createdAt?: string;
  readonly analyzedAt?: string;
  readonly updatedAt?: string;
  /** One entry each, by kind: `externalAccessDetails`, `unusedPermissionDetails`, … */
  readonly findingDetails: readonly Readonly<Record<string, unknown>>[];
}
