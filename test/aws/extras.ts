import type { Tag } from '../../core/model/snapshot.ts';

/** What AWS knows of an account and a snapshot does not hold; times in ISO 8601. */
export interface AccountExtras {
  readonly aliases?: readonly string[];
  readonly samlProviders?: readonly SamlProvider[];
  readonly oidcProviders?: readonly OidcProvider[];
  /** Beside those that the details of the roles name. */
  readonly instanceProfiles?: readonly InstanceProfile[];
  /** CSV; made from the account's users where it is not given. */
  readonly credentialReport?: string;
  /** By the ARN of a user, role, group or policy; nothing was accessed by others. */
  readonly lastAccessed?: Readonly<Record<string, readonly ServiceLastAccessed[]>>;
  /** By region. */
  readonly analyzers?: Readonly<Record<string, readonly Analyzer[]>>;
  /** Whether the authorization details have the tags of users and roles, as they usually do. Default true. */
  readonly tagsInDetails?: boolean;
  /** ARNs of topics of SNS. */
  readonly topics?: readonly string[];
  /** Texts that Secrets Manager keeps, by the ARN of the secret. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Regions that the account has not enabled. */
  readonly regionsOff?: readonly string[];
}

export interface SamlProvider {
  readonly Arn: string;
  /** XML. */
  readonly SAMLMetadataDocument: string;
  readonly CreateDate?: string;
  readonly ValidUntil?: string;
  readonly Tags?: readonly Tag[];
}

export interface OidcProvider {
  readonly Arn: string;
  /** Without `https://`, as IAM gives it. */
  readonly Url: string;
  readonly ClientIDList: readonly string[];
  readonly ThumbprintList: readonly string[];
  readonly CreateDate?: string;
  readonly Tags?: readonly Tag[];
}

export interface InstanceProfile {
  readonly Arn: string;
  readonly InstanceProfileName: string;
  readonly Path?: string;
  /** Names of roles of the account. */
  readonly Roles: readonly string[];
}

export interface ServiceLastAccessed {
  readonly ServiceName: string;
  readonly ServiceNamespace: string;
  readonly LastAuthenticated?: string;
  readonly LastAuthenticatedEntity?: string;
  readonly LastAuthenticatedRegion?: string;
  readonly TotalAuthenticatedEntities?: number;
  readonly TrackedActionsLastAccessed?: readonly {
    readonly ActionName: string;
    readonly LastAccessedEntity?: string;
    readonly LastAccessedTime?: string;
    readonly LastAccessedRegion?: string;
  }[];
}

export interface Analyzer {
  readonly name: string;
  readonly arn: string;
  readonly type: AnalyzerType;
  readonly status?: 'ACTIVE' | 'CREATING' | 'DISABLED' | 'FAILED';
  readonly createdAt?: string;
  readonly configuration?: Readonly<Record<string, object>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly archiveRules?: readonly ArchiveRule[];
  readonly findings?: readonly Finding[];
}

export type AnalyzerType =
  | 'ACCOUNT'
  | 'ORGANIZATION'
  | 'ACCOUNT_UNUSED_ACCESS'
  | 'ORGANIZATION_UNUSED_ACCESS'
  | 'ACCOUNT_INTERNAL_ACCESS'
  | 'ORGANIZATION_INTERNAL_ACCESS';

export interface ArchiveRule {
  readonly ruleName: string;
  readonly filter: Readonly<Record<string, Criterion>>;
  readonly createdAt?: string;
  readonly updatedAt?: string;
}

export interface Criterion {
  readonly eq?: readonly string[];
  readonly neq?: readonly string[];
  readonly contains?: readonly string[];
  readonly exists?: boolean;
}

/** A finding as `ListFindingsV2` gives it, and what `GetFindingV2` has beside that. */
export interface Finding {
  readonly id: string;
  readonly findingType:
    | 'ExternalAccess'
    | 'InternalAccess'
    | 'UnusedIAMRole'
    | 'UnusedIAMUserAccessKey'
    | 'UnusedIAMUserPassword'
    | 'UnusedPermission';
  readonly resource?: string;
  readonly resourceType: string;
  readonly resourceOwnerAccount: string;
  readonly status: 'ACTIVE' | 'ARCHIVED' | 'RESOLVED';
  readonly error?: string;
  readonly createdAt?: string;
  readonly analyzedAt?: string;
  readonly updatedAt?: string;
  readonly findingDetails: readonly Readonly<Record<string, object>>[];
}

/** One instance of IAM Identity Center with its identity store. */
export interface IdentityCenter {
  readonly instanceArn: string;
  readonly identityStoreId: string;
  readonly name?: string;
  readonly ownerAccountId: string;
  readonly region: string;
  readonly permissionSets: readonly PermissionSet[];
  readonly assignments: readonly Assignment[];
  readonly users: readonly IdentityUser[];
  readonly groups: readonly IdentityGroup[];
}

export interface PermissionSet {
  readonly PermissionSetArn: string;
  readonly Name: string;
  readonly Description?: string;
  readonly CreatedDate?: string;
  /** ISO 8601. Default PT1H. */
  readonly SessionDuration?: string;
  readonly RelayState?: string;
  readonly managedPolicies?: readonly { readonly Name: string; readonly Arn: string }[];
  readonly customerManagedPolicies?: readonly { readonly Name: string; readonly Path: string }[];
  /** JSON. */
  readonly inlinePolicy?: string;
  readonly permissionsBoundary?:
    | { readonly ManagedPolicyArn: string }
    | { readonly CustomerManagedPolicyReference: { readonly Name: string; readonly Path: string } };
  readonly tags?: readonly Tag[];
}

export interface Assignment {
  readonly AccountId: string;
  readonly PermissionSetArn: string;
  readonly PrincipalType: 'USER' | 'GROUP';
  readonly PrincipalId: string;
}

export interface IdentityUser {
  readonly UserId: string;
  readonly UserName: string;
  readonly DisplayName?: string;
  readonly Emails?: readonly { readonly Value: string; readonly Type?: string; readonly Primary?: boolean }[];
}

export interface IdentityGroup {
  readonly GroupId: string;
  readonly DisplayName: string;
  readonly Description?: string;
  /** Ids of users. */
  readonly members: readonly string[];
}
