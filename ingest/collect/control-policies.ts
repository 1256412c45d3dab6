import {
  DescribePolicyCommand,
  ListPoliciesCommand,
  ListTargetsForPolicyCommand,
  type OrganizationsClient,
  type PolicySummary,
  type PolicyType,
  type Root,
} from '@aws-sdk/client-organizations';
import type { Attempts } from './attempts.ts';
import { allItems } from './pages.ts';

export interface ControlPolicy {
  readonly PolicySummary: PolicySummary;
  /** JSON text; null where it could not be read, and where nobody knows whom it is for. */
  readonly Content: string | null;
  /** Ids of roots, units and accounts; null where they could not be read. */
  readonly Targets: readonly string[] | null;
}

const USED: readonly string[] = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] satisfies PolicyType[];

/**
 * SCPs and RCPs with what they say and where they are attached, sorted by id. One that cannot be read stands there
 * without content: every hop that it may allow or deny is then uncertain.
 * @param root with the types that it has enabled: others have no effect on anyone
 */
export async function readControlPolicies(
  organizations: OrganizationsClient,
  { PolicyTypes = [] }: Root,
  attempts: Attempts,
): Promise<ControlPolicy[]> {
  const enabled = PolicyTypes.flatMap(({ Type, Status }) => (Type && Status === 'ENABLED' ? [Type] : []));
  const types = enabled.filter((type) => USED.includes(type));
  const policies = await Promise.all(
    types.map(async (type) => {
      const summaries = await attempts.try('organizations:ListPolicies', () => list(organizations, type));
      if (summaries === undefined) return [unread(type)];
      return Promise.all(summaries.map((summary) => readPolicy(organizations, summary, attempts)));
    }),
  );
  return policies.flat().toSorted((a, b) => ((a.PolicySummary.Id ?? '') < (b.PolicySummary.Id ?? '') ? -1 : 1));
}

/** Stands for all policies of a type. */
const unread = (Type: PolicyType): ControlPolicy => ({
  PolicySummary: { Id: `unread-${Type}`, Name: `all policies of type ${Type}, which could not be listed`, Type },
  Content: null,
  Targets: null,
});

const list = (organizations: OrganizationsClient, Filter: PolicyType): Promise<PolicySummary[]> =>
  allItems({
    page: (NextToken) => organizations.send(new ListPoliciesCommand({ Filter, NextToken })),
    items: ({ Policies }) => Policies,
    next: ({ NextToken }) => NextToken,
  });

async function readPolicy(
  organizations: OrganizationsClient,
  summary: PolicySummary,
  attempts: Attempts,
): Promise<ControlPolicy> {
  const { Id: PolicyId = '' } = summary;
  const [content, targets] = await Promise.all([
    attempts.try('organizations:DescribePolicy', async () => {
      const { Policy } = await organizations.send(new DescribePolicyCommand({ PolicyId }));
      return Policy?.Content;
    }),
    attempts.try('organizations:ListTargetsForPolicy', () =>
      allItems({
        page: (NextToken) => organizations.send(new ListTargetsForPolicyCommand({ PolicyId, NextToken })),
        items: ({ Targets }) => Targets,
        next: ({ NextToken }) => NextToken,
      }),
    ),
  ]);
  if (targets === undefined) return { PolicySummary: summary, Content: null, Targets: null };
  const Targets = targets.flatMap(({ TargetId }) => TargetId ?? []).toSorted();
  return { PolicySummary: summary, Content: content ?? null, Targets };
}
