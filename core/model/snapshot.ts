import type { AccessAnalyzerDetails } from './access-analyzer.ts';
import type { AccountFacts, LastAccessedDetails } from './account-facts.ts';
import type { AccountId } from './id.ts';
import type { IdentityCenterDetails } from './identity-center.ts';
import type { Problem } from './problem.ts';
import type { UsageLog } from './usage.ts';

/**
 * A snapshot: raw AWS responses, checked only as far as their shape. Policy documents are `unknown`: an object, JSON
 * text or URL-encoded JSON text, and possibly malformed, which is for the derivation to say.
 */
export interface Snapshot {
  readonly organization: OrganizationDetails | null;
  readonly identityCenters?: readonly IdentityCenterDetails[];
  /** What could not be read of the two. */
  readonly problems?: readonly Problem[];
  /** What CloudTrail logged of who assumed which roles. */
  readonly usage?: UsageLog | null;
  /** In any order, each account once; its details are read when they are asked for. May be iterated more than once. */
  readonly accounts: Iterable<AccountSnapshot>;
}

export interface AccountSnapshot {
  readonly accountId: AccountId;
  /** Another where the details are others: their hash, say. Absent where nobody knows. */
  readonly version?: string;
  readonly details: AuthorizationDetails;
  /** Each read when it is asked for, like the details; absent where it was not collected. */
  readonly facts?: AccountFacts | undefined;
  readonly accessAnalyzer?: AccessAnalyzerDetails | undefined;
  readonly lastAccessed?: LastAccessedDetails | undefined;
}

/** The parts of `iam get-account-authorization-details` that are used; others may be there. */
export interface AuthorizationDetails {
  readonly UserDetailList: readonly UserDetail[];
  readonly GroupDetailList: readonly GroupDetail[];
  readonly RoleDetailList: readonly RoleDetail[];
  readonly Policies: readonly ManagedPolicyDetail[];
}

export interface UserDetail {
  readonly Arn: string;
  readonly UserName: string;
  readonly UserId?: string;
  readonly Path?: string;
  readonly GroupList?: readonly string[];
  readonly UserPolicyList?: readonly InlinePolicyDetail[];
  readonly AttachedManagedPolicies?: readonly AttachedManagedPolicy[];
  readonly PermissionsBoundary?: PermissionsBoundary;
  readonly Tags?: readonly Tag[];
}

export interface GroupDetail {
  readonly Arn: string;
  readonly GroupName: string;
  readonly GroupPolicyList?: readonly InlinePolicyDetail[];
  readonly AttachedManagedPolicies?: readonly AttachedManagedPolicy[];
}

export interface RoleDetail {
  readonly Arn: string;
  readonly RoleName: string;
  readonly RoleId?: string;
  readonly Path?: string;
  readonly Description?: string;
  readonly AssumeRolePolicyDocument: unknown;
  readonly RolePolicyList?: readonly InlinePolicyDetail[];
  readonly AttachedManagedPolicies?: readonly AttachedManagedPolicy[];
  readonly PermissionsBoundary?: PermissionsBoundary;
  readonly MaxSessionDuration?: number;
  readonly RoleLastUsed?: { readonly LastUsedDate?: string };
  readonly Tags?: readonly Tag[];
}

export interface InlinePolicyDetail {
  readonly PolicyName: string;
  readonly PolicyDocument: unknown;
}

export interface AttachedManagedPolicy {
  readonly PolicyArn: string;
  readonly PolicyName?: string;
}

export interface PermissionsBoundary {
  readonly PermissionsBoundaryArn: string;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface ManagedPolicyDetail {
  readonly Arn: string;
  readonly PolicyName: string;
  readonly DefaultVersionId?: string;
  readonly PolicyVersionList?: readonly {
    readonly VersionId: string;
    readonly IsDefaultVersion?: boolean;
    readonly Document: unknown;
  }[];
}

/** The organization file: raw outputs of the AWS CLI, joined into one object. */
export interface OrganizationDetails {
  readonly Organization: { readonly Id: string; readonly MasterAccountId: string };
  readonly Roots: readonly {
    readonly Id: string;
    readonly Name?: string;
    readonly PolicyTypes?: readonly { readonly Type: string; readonly Status: string }[];
  }[];
  readonly OrganizationalUnits: readonly { readonly Id: string; readonly Name: string; readonly ParentId: string }[];
  readonly Accounts: readonly {
    readonly Id: string;
    readonly Name: string;
    readonly Status?: string;
    readonly ParentId: string;
  }[];
  readonly Policies: readonly {
    readonly PolicySummary: {
      readonly Id: string;
      readonly Arn?: string;
      readonly Name: string;
      readonly Type: string;
    };
    readonly Content: unknown;
    readonly Targets: readonly string[];
  }[];
}
