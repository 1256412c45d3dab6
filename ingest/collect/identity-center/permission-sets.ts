import {
  DescribeInstanceCommand,
  DescribePermissionSetCommand,
  GetInlinePolicyForPermissionSetCommand,
  GetPermissionsBoundaryForPermissionSetCommand,
  ListCustomerManagedPolicyReferencesInPermissionSetCommand,
  ListManagedPoliciesInPermissionSetCommand,
  ListPermissionSetsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-sso-admin';
import type { PermissionSetDetail } from '../../../core/model/identity-center.ts';
import { isFailure } from '../attempts.ts';
import { sideBySide } from '../side-by-side.ts';
import { stored } from '../stored.ts';
import { type Center, listed, ssoAdmin, tried } from './center.ts';

/** ARNs; undefined where they could not be read, which is noted down. */
export async function listPermissionSets(center: Center): Promise<readonly string[] | undefined> {
  const { InstanceArn, Region } = center.instance;
  try {
    return await listed(
      (paging) => ssoAdmin(center).send(new ListPermissionSetsCommand({ InstanceArn, ...paging })),
      ({ PermissionSets }) => PermissionSets,
    );
  } catch (error) {
    if (isFailure(error) && (await isWithoutPermissionSets(center))) return [];
    center.attempts.note(error, 'sso:ListPermissionSets', Region);
    return undefined;
  }
}

/** Page "Organization and account instances of IAM Identity Center"; false where the instance does not say. */
async function isWithoutPermissionSets(center: Center): Promise<boolean> {
  const { InstanceArn } = center.instance;
  try {
    const { PermissionSetsEnabled } = await ssoAdmin(center).send(new DescribeInstanceCommand({ InstanceArn }));
    return PermissionSetsEnabled === false;
  } catch (error) {
    if (isFailure(error)) return false;
    throw error;
  }
}

/** Those whose name could be read, each with what could be read of it. */
export async function readPermissionSets(center: Center, arns: readonly string[]): Promise<PermissionSetDetail[]> {
  const sets = await sideBySide(arns, (arn) => readPermissionSet(center, arn));
  return sets.filter((set) => set !== undefined);
}

/** The parts of a request that say which permission set it is about. */
interface Which {
  readonly InstanceArn: string;
  readonly PermissionSetArn: string;
}

async function readPermissionSet(center: Center, PermissionSetArn: string): Promise<PermissionSetDetail | undefined> {
  const which = { InstanceArn: center.instance.InstanceArn, PermissionSetArn };
  const described = await tried(center, 'sso:DescribePermissionSet', async () => {
    const { PermissionSet } = await ssoAdmin(center).send(new DescribePermissionSetCommand(which));
    return stored(PermissionSet, 'Name');
  });
  if (described === undefined) return undefined;
  const { Name, Description, SessionDuration } = described;
  const managed = tried(center, 'sso:ListManagedPoliciesInPermissionSet', () => managedPolicies(center, which));
  const customer = tried(center, 'sso:ListCustomerManagedPolicyReferencesInPermissionSet', () =>
    customerManagedPolicies(center, which),
  );
  const inline = tried(center, 'sso:GetInlinePolicyForPermissionSet', () => inlinePolicy(center, which));
  const boundary = tried(center, 'sso:GetPermissionsBoundaryForPermissionSet', () => boundaryOf(center, which));
  const [ManagedPolicies = [], CustomerManagedPolicies = [], InlinePolicy = '', PermissionsBoundary = null] =
    await Promise.all([managed, customer, inline, boundary]);
  return {
    PermissionSetArn,
    Name,
    ...(Description === undefined ? {} : { Description }),
    ...(SessionDuration === undefined ? {} : { SessionDuration }),
    ManagedPolicies,
    CustomerManagedPolicies,
    InlinePolicy,
    ...(PermissionsBoundary === null ? {} : { PermissionsBoundary }),
  };
}

async function managedPolicies(center: Center, which: Which): Promise<PermissionSetDetail['ManagedPolicies']> {
  const policies = await listed(
    (paging) => ssoAdmin(center).send(new ListManagedPoliciesInPermissionSetCommand({ ...which, ...paging })),
    ({ AttachedManagedPolicies }) => AttachedManagedPolicies,
  );
  return policies.map((policy) => stored(policy, 'Name', 'Arn'));
}

async function customerManagedPolicies(
  center: Center,
  which: Which,
): Promise<PermissionSetDetail['CustomerManagedPolicies']> {
  const references = await listed(
    (paging) =>
      ssoAdmin(center).send(new ListCustomerManagedPolicyReferencesInPermissionSetCommand({ ...which, ...paging })),
    ({ CustomerManagedPolicyReferences }) => CustomerManagedPolicyReferences,
  );
  return references.map((reference) => ({ Path: '/', ...stored(reference, 'Name') }));
}

async function inlinePolicy(center: Center, which: Which): Promise<string> {
  const { InlinePolicy = '' } = await ssoAdmin(center).send(new GetInlinePolicyForPermissionSetCommand(which));
  return InlinePolicy;
}

/** Null where there is none, which AWS answers with an error. */
async function boundaryOf(
  center: Center,
  which: Which,
): Promise<NonNullable<PermissionSetDetail['PermissionsBoundary']> | null> {
  try {
    const get = new GetPermissionsBoundaryForPermissionSetCommand(which);
    const { PermissionsBoundary: boundary } = await ssoAdmin(center).send(get);
    if (boundary?.CustomerManagedPolicyReference !== undefined) {
      const reference = stored(boundary.CustomerManagedPolicyReference, 'Name');
      return { CustomerManagedPolicyReference: { Path: '/', ...reference } };
    }
    return boundary?.ManagedPolicyArn === undefined ? null : { ManagedPolicyArn: boundary.ManagedPolicyArn };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return null;
    throw error;
  }
}
