import type { OrganizationDetails } from '../../../../core/model/snapshot.ts';
import { AwsError } from '../../protocol/error.ts';
import { asJsonList, type Json } from '../../protocol/json.ts';
import { found, required } from '../operation.ts';
import { memberArn, type MemberContext, organizationPage } from './access.ts';

type ControlPolicy = OrganizationDetails['Policies'][number];

export function listPolicies(context: MemberContext): Json {
  const type = required(context, 'Filter');
  return summaries(
    context,
    context.organization.Policies.filter(({ PolicySummary }) => PolicySummary.Type === type),
  );
}

export function listPoliciesForTarget(context: MemberContext): Json {
  const type = required(context, 'Filter');
  const target = required(context, 'TargetId');
  targetOf(context, target);
  const attached = context.organization.Policies.filter(
    ({ PolicySummary, Targets }) => PolicySummary.Type === type && Targets.includes(target),
  );
  return summaries(context, attached);
}

function summaries(context: MemberContext, policies: readonly ControlPolicy[]): Json {
  const { items, next } = organizationPage(context, policies);
  return { Policies: items.map((policy) => summary(context, policy)), NextToken: next };
}

export function describePolicy(context: MemberContext): Json {
  const policy = policyOf(context);
  const { Content } = policy;
  const content = typeof Content === 'string' ? Content : JSON.stringify(Content);
  return { Policy: { PolicySummary: summary(context, policy), Content: content } };
}

export function listTargetsForPolicy(context: MemberContext): Json {
  const { items, next } = organizationPage(context, policyOf(context).Targets);
  return { Targets: items.map((id) => targetOf(context, id)), NextToken: next };
}

export function listTagsForResource(context: MemberContext): Json {
  const id = required(context, 'ResourceId');
  const tags = context.world.options.organizationTags?.[id] ?? [];
  const { items, next } = organizationPage(context, tags);
  return { Tags: asJsonList(items), NextToken: next };
}

function policyOf(context: MemberContext): ControlPolicy {
  const id = required(context, 'PolicyId');
  return found(
    context.organization.Policies.find(({ PolicySummary }) => PolicySummary.Id === id),
    'PolicyNotFoundException',
    "You specified a policy that doesn't exist.",
  );
}

function targetOf(context: MemberContext, id: string): Json {
  const { Roots, OrganizationalUnits, Accounts } = context.organization;
  for (const [Type, kind, list] of [
    ['ROOT', 'root', Roots],
    ['ORGANIZATIONAL_UNIT', 'ou', OrganizationalUnits],
    ['ACCOUNT', 'account', Accounts],
  ] as const) {
    const target = (list as readonly { Id: string; Name?: string }[]).find(({ Id }) => Id === id);
    if (target !== undefined)
      return { TargetId: id, Arn: memberArn(context, kind, id), Name: target.Name ?? 'Root', Type };
  }
  throw new AwsError('TargetNotFoundException', 400, "You specified a target that doesn't exist.");
}

/** AWS's own policies are of no organization. */
function summary(context: MemberContext, { PolicySummary }: ControlPolicy): Json {
  const { Id, Name, Type } = PolicySummary;
  const AwsManaged = Name === 'FullAWSAccess' || Name === 'RCPFullAWSAccess';
  const kind = `policy/${context.organization.Organization.Id}/${Type.toLowerCase()}`;
  const Arn = AwsManaged
    ? `arn:${context.world.partition}:organizations::aws:policy/${Type.toLowerCase()}/${Id}`
    : `arn:${context.world.partition}:organizations::${context.organization.Organization.MasterAccountId}:${kind}/${Id}`;
  return { Arn, Description: '', AwsManaged, ...PolicySummary };
}
