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

interface ControlPolicy {
  readonly PolicySummary: PolicySummary;
  /** JSON text; null where it could not be read. */
  readonly Content: string | null;
  /** Ids of roots, units and accounts. */
  readonly Targets: readonly string[];
}

const USED: readonly string[] = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] satisfies PolicyType[];

/**
 * SCPs and RCPs with what they say and where they are attached, sorted by id. One that cannot be read stands there
 * without content; where nobody knows what it is attached to, that is the root: every hop that it may deny is then
 * uncertain, and none is shown for certain that may not be.
 * @param root with the types that it has enabled: others have no effect on anyone
 */
export async function readControlPolicies(
  organizations: OrganizationsClient,
  { Id: root = '', PolicyTypes = [] }: Root,
  attempts: Attempts,
): Promise<ControlPolicy[]> {
  const enabled = PolicyTypes.flatMap(({ Type, Status }) => (Type && Status === 'ENABLED' ? [Type] : []));
  const types = enabled.filter((type) => USED.includes(type));
  const policies = await Promise.all(
    types.map(async (type) => {
      const summaries = await attempts.try('organizations:ListPolicies', () => list(organizations, type));
      if (summaries === undefined) return [unread(type, root)];
      return Promise.all(summaries.map((summary) => readPolicy(organizations, summary, root, attempts)));
    }),
  );
  return policies.flat().toSorted((a, b) => ((a.PolicySummary.Id ?? '') < (b.PolicySummary.Id ?? '') ? -1 : 1));
}

/** Stands for all policies of a type. */
const unread = (Type: PolicyType, root: string): ControlPolicy => ({
  PolicySummary: { Id: `unread-${Type}`, Name: `all policies of type ${Type}, which could not be listed`, Type },
  Content: null,
  Targets: [root],
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
  root: string,
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
  const Targets = targets?.flatMap(({ TargetId }) => TargetId ?? []).toSorted() ?? [root];
  return { PolicySummary: summary, Content: content ?? null, Targets };
}
