import type { Criterion } from '../model/access-analyzer.ts';
import type { AnalyzerCoverage, Finding } from '../model/finding.ts';
import { meets } from './archive-rule.ts';

/** A new archive rule for a finding, and what it would hide. */
export interface ArchivePlan {
  readonly finding: Finding;
  /** ARN. */
  readonly role: string;
  /** ARN of the analyzer that would have it. */
  readonly analyzer: string;
  readonly rule: string;
  readonly filter: Readonly<Record<string, Criterion>>;
  /** The active findings about roles that it would archive beside this one. */
  readonly others: readonly Finding[];
  /** Sentences. */
  readonly warnings: readonly string[];
}

export const ARCHIVE_REFUSALS = [
  /** It is archived, or resolved, already. */
  'not-active',
  /** The keys of archive rules do not tell this access from others of the role. */
  'cannot-be-told',
  /** The analyzer has a rule of that name. */
  'rule-exists',
  'bad-name',
] as const;

/** Why there is no such rule. */
export interface ArchiveRefusal {
  readonly refused: (typeof ARCHIVE_REFUSALS)[number];
  /** A sentence, with the way out. */
  readonly why: string;
}

export const isArchiveRefusal = (value: ArchivePlan | ArchiveRefusal): value is ArchiveRefusal => 'refused' in value;

/**
 * The narrowest archive rule for a finding: its role, and of external access its principal and the conditions that a rule can ask for.
 * @param findings all that are known @param name of the rule; one is made of the finding's id unless given
 */
export function planArchive(
  finding: Finding,
  findings: readonly Finding[],
  { analyzers }: AnalyzerCoverage,
  name = `rolereach-${finding.findingId}`,
): ArchivePlan | ArchiveRefusal {
  if (finding.status !== 'ACTIVE') return notActive(finding);
  const same = findings.filter((each) => each.analyzer === finding.analyzer && each.id !== finding.id);
  const { role } = finding;
  const filter = filterFor(finding, same);
  if (filter === null || role === null) return CANNOT_BE_TOLD;
  if (!RULE_NAME.test(name))
    return {
      refused: 'bad-name',
      why: `"${name}" is no name of a rule: a letter, then letters, digits and ._- follow.`,
    };
  const rules = analyzers.find(({ arn }) => arn === finding.analyzer)?.archiveRules ?? [];
  if (rules.some((rule) => rule.name === name))
    return {
      refused: 'rule-exists',
      why: `The analyzer has a rule ${name} already: give another name, or apply that one.`,
    };
  const others = same.filter((each) => each.status === 'ACTIVE' && hides(filter, each));
  return {
    finding,
    role,
    analyzer: finding.analyzer,
    rule: name,
    filter,
    others,
    warnings: warningsOf(finding, findings),
  };
}

/** "CreateArchiveRule": the pattern of `ruleName`. */
const RULE_NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,254}$/;

const CANNOT_BE_TOLD: ArchiveRefusal = {
  refused: 'cannot-be-told',
  why: 'No key of an archive rule tells this access from others of the role: archive the finding itself in Access Analyzer.',
};

const notActive = ({ status, archiveRules }: Finding): ArchiveRefusal => ({
  refused: 'not-active',
  why:
    status === 'RESOLVED'
      ? 'The finding is resolved: the access is not there any more.'
      : `The finding is archived already${archiveRules.length === 0 ? '' : `, by ${archiveRules.join(', ')}`}.`,
});

const hides = (filter: ArchivePlan['filter'], { findingId, type, role, accountId, status, error, access }: Finding) =>
  meets(
    filter,
    {
      id: findingId,
      findingType: type,
      resourceType: ROLE,
      resourceOwnerAccount: accountId,
      status,
      ...(role === null ? {} : { resource: role }),
      ...(error === null ? {} : { error }),
    },
    access,
  );

const ROLE = 'AWS::IAM::Role';

function filterFor({ role, type, error, access }: Finding, same: readonly Finding[]): ArchivePlan['filter'] | null {
  if (role === null) return null;
  const ofRole = { resourceType: { eq: [ROLE] }, resource: { eq: [role] } };
  if (error !== null) return { ...ofRole, error: { eq: [error] } };
  // "You can only filter by finding type for unused access findings."
  if (type.startsWith('Unused')) return { ...ofRole, findingType: { eq: [type] } };
  if (type !== 'ExternalAccess' || access === null) return null;
  const [[kind, id] = ['', '']] = Object.entries(access.principal);
  if (kind !== 'AWS' && kind !== 'Federated') return null;
  return {
    ...ofRole,
    [`principal.${kind}`]: { eq: [id] },
    isPublic: { eq: [String(access.isPublic)] },
    ...Object.fromEntries(
      conditionCriteria(
        access.condition,
        same.filter((each) => each.role === role),
      ),
    ),
  };
}

/** The conditions of the finding; and that there are none which only others of the role have. */
function conditionCriteria(own: Readonly<Record<string, string>>, ofRole: readonly Finding[]): [string, Criterion][] {
  const asked = Object.entries(own).filter(([key]) => isAskable(key));
  const has = new Set(Object.keys(own).map((key) => key.toLowerCase()));
  const foreign = new Set(
    ofRole
      .flatMap(({ access }) => Object.keys(access?.condition ?? {}))
      .filter((key) => isAskable(key) && !has.has(key.toLowerCase())),
  );
  return [
    ...asked.map(([key, value]): [string, Criterion] => [`condition.${key}`, { eq: [value] }]),
    ...[...foreign].toSorted().map((key): [string, Criterion] => [`condition.${key}`, { exists: false }]),
  ];
}

/** Of "IAM Access Analyzer filter keys", the conditions; none else can stand in a rule. */
const ASKABLE: ReadonlySet<string> = new Set(
  [
    'aws:PrincipalArn',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:SourceIp',
    'aws:SourceVpc',
    'aws:UserId',
    'cognito-identity.amazonaws.com:aud',
    'graph.facebook.com:app_id',
    'accounts.google.com:aud',
    'kms:CallerAccount',
    'www.amazon.com:app_id',
  ].map((key) => key.toLowerCase()),
);

const isAskable = (key: string): boolean => ASKABLE.has(key.toLowerCase());

function warningsOf({ access, role, error, analyzer, type }: Finding, findings: readonly Finding[]): readonly string[] {
  const unasked = Object.keys(access?.condition ?? {}).filter((key) => !isAskable(key));
  const elsewhere = findings.filter(
    (each) =>
      each.status === 'ACTIVE' &&
      each.analyzer !== analyzer &&
      each.role === role &&
      JSON.stringify([each.type, each.error, each.access]) === JSON.stringify([type, error, access]),
  );
  return [
    ...(unasked.length === 0
      ? []
      : [
          `An archive rule cannot ask for ${unasked.join(', ')}: it also hides what is found later of the same principal without it, or with another.`,
        ]),
    ...(elsewhere.length === 0
      ? []
      : [`Other analyzers report the same, and go on doing so: ${elsewhere.map(({ id }) => id).join(', ')}.`]),
    'The access stays as it is; new findings that meet the rule are archived too.',
  ];
}
