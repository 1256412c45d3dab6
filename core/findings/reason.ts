import type { Analyzer, AnalyzerCoverage, Finding } from '../model/finding.ts';
import { HOP_ACTIONS } from '../model/hop.ts';
import { principalsOf } from './agreement.ts';
import type { Comparison } from './match.ts';

export const FINDING_REASONS = [
  'archived',
  'resolved',
  'error-finding',
  'service',
  'chain',
  'not-collected',
  'no-analyzer',
  'analyzer-inactive',
  'analyzer-zone',
  'internal-condition',
  'not-analyzed',
  'condition-differs',
  'role-not-in-snapshot',
  'details-not-read',
  'inside-zone',
  'other-action',
  'denied',
  'no-hop',
] as const;
export type FindingReasonCode = (typeof FINDING_REASONS)[number];

/** Why one of the two does not show what the other does, as far as can be told. */
export interface FindingReason {
  readonly code: FindingReasonCode;
  /** A sentence. */
  readonly text: string;
}

export interface ReasonContext {
  readonly coverage: AnalyzerCoverage;
  /** Findings about the role, those that are matched elsewhere too. */
  readonly findingsOf: (role: string) => readonly Finding[];
  readonly role: { readonly arn: string; readonly accountId: string; readonly isKnown: boolean };
  readonly inOrganization: (account: string) => boolean;
  readonly isInside: (account: string) => boolean;
}

/** Null where both say the same. */
export function reasonOf(comparison: Comparison, context: ReasonContext): FindingReason | null {
  if (comparison.match === 'both') return comparison.conditionsAgree ? null : conditionDiffers(comparison);
  return comparison.match === 'only-rolereach'
    ? notReported(comparison, context)
    : notDerived(comparison.findings[0]!, context);
}

const reason = (code: FindingReasonCode, text: string): FindingReason => ({ code, text });

const conditionDiffers = ({ findings }: Comparison): FindingReason => {
  const { condition = {} } = findings[0]!.access ?? {};
  const said = Object.entries(condition).map(([key, value]) => `${key} = ${value}`);
  return reason(
    'condition-differs',
    `Both know it, and ask for different things: Access Analyzer says ${said.join(', ') || 'nothing'}.`,
  );
};

/** Keys by which Access Analyzer takes a caller for one of the zone's. */
const INTERNAL =
  /^aws:(principalorgid|principalorgpaths|principalaccount|principalarn|sourceorgid|sourceorgpaths|sourceaccount|sourcevpc|sourcevpce|vpcsourceip)$/i;

/** "Access Analyzer finds …": why it does not report what rolereach derives. */
function notReported({ hop, chain, findings: [finding] }: Comparison, context: ReasonContext): FindingReason {
  if (chain !== null)
    return reason('chain', 'A chain of roles leads here. Access Analyzer looks at each trust policy by itself.');
  const { principal, asks } = hop!;
  if (principal.type === 'Service') return reason('service', 'Access Analyzer does not report AWS services.');
  if (finding !== undefined) return noLongerActive(finding);
  const failed = context.findingsOf(context.role.arn).find(({ error }) => error !== null);
  if (failed !== undefined)
    return reason('error-finding', `Access Analyzer could not analyze the role: ${failed.error}.`);
  const looking = analyzersOver(context);
  if (looking.length === 0) return nobodyLooks(context);
  if (looking.every(({ status }) => status !== null && status !== 'ACTIVE'))
    return reason(
      'analyzer-inactive',
      `${named(looking)} ${looking.map(({ status }) => status).join(', ')}: not ACTIVE.`,
    );
  const { account } = principal;
  if (account !== null && context.inOrganization(account) && looking.every(({ type }) => type === 'ORGANIZATION'))
    return reason(
      'analyzer-zone',
      `${named(looking)} trusts the organization, and account ${account} belongs to it. An analyzer of the account would report it.`,
    );
  const internal = asks.find(({ key }) => INTERNAL.test(key));
  if (internal !== undefined)
    return reason(
      'internal-condition',
      `With ${internal.key} in its condition Access Analyzer takes the access for an internal one.`,
    );
  const last = looking
    .map(({ lastAnalyzedAt }) => lastAnalyzedAt ?? '')
    .toSorted()
    .at(-1);
  return reason(
    'not-analyzed',
    `${named(looking)} looks at the role and has no such finding: it may have analyzed the role before the trust policy became what it is${last === '' ? '' : ` (its last analysis of anything: ${last})`}.`,
  );
}

function noLongerActive({ status, archiveRules, updatedAt }: Finding): FindingReason {
  if (status === 'RESOLVED')
    return reason(
      'resolved',
      `Access Analyzer calls its finding resolved${updatedAt === null ? '' : ` since ${updatedAt}`}; the trust policy in the snapshot lets the principal in all the same.`,
    );
  const rules = archiveRules.map((name) => `"${name}"`).join(', ');
  return reason(
    'archived',
    rules === '' ? 'The finding was archived, and no archive rule does it: by hand.' : `Archived by rule ${rules}.`,
  );
}

/** Roles are in every region, so that an analyzer of any region looks at them. */
const analyzersOver = ({ coverage, role, inOrganization }: ReasonContext): Analyzer[] =>
  coverage.analyzers.filter(({ type, accountId }) =>
    type === 'ACCOUNT' ? accountId === role.accountId : type === 'ORGANIZATION' && inOrganization(role.accountId),
  );

const named = (analyzers: readonly Analyzer[]): string =>
  analyzers.map(({ name, region }) => `Analyzer ${name} (${region})`).join(', ');

function nobodyLooks({ coverage, role }: ReasonContext): FindingReason {
  return coverage.accounts.some((account) => account === role.accountId)
    ? reason(
        'no-analyzer',
        `Neither account ${role.accountId} nor the organization has an analyzer of external access in a region that was read.`,
      )
    : reason(
        'not-collected',
        `The snapshot does not say which analyzers account ${role.accountId} has: collect it live, or give ingest --findings.`,
      );
}

/** Why rolereach does not derive what Access Analyzer reports; of a hop that is denied, `explain` knows more. */
function notDerived(finding: Finding, { role, isInside }: ReasonContext): FindingReason {
  const { status, error, access, analyzedAt } = finding;
  if (error !== null) return reason('error-finding', `Access Analyzer could not analyze the role: ${error}.`);
  if (status === 'RESOLVED') return reason('resolved', 'Resolved, and rolereach sees no such access either.');
  if (!role.isKnown)
    return reason('role-not-in-snapshot', 'The role is not in the snapshot: its account was not read, or it is gone.');
  if (access === null) return reason('details-not-read', 'Whom the finding is about was not read.');
  const inside = principalsOf(access).find(({ account }) => account !== null && isInside(account));
  if (inside !== undefined)
    return reason(
      'inside-zone',
      `Account ${inside.account} belongs to the zone of trust that was asked for; the analyzer's zone is narrower.`,
    );
  const hopActions = new Set(HOP_ACTIONS.map((action) => action.toLowerCase()));
  const isHop = (action: string): boolean => action.includes('*') || hopActions.has(action.toLowerCase());
  if (access.actions.length > 0 && !access.actions.some(isHop))
    return reason('other-action', `${access.actions.join(', ')} gives no credentials of the role.`);
  return reason(
    'no-hop',
    `The trust policy in the snapshot does not let the principal in${analyzedAt === null ? '' : `, and the finding is of ${analyzedAt}`}: one is older than the other.`,
  );
}
