/**
 * One instance of IAM Identity Center as its APIs give it (`sso-admin`, `identitystore`), joined into one object. What
 * could not be read is absent from its list, and the manifest of the snapshot says so.
 */
export interface IdentityCenterDetails {
  readonly Instance: {
    readonly InstanceArn: string;
    readonly IdentityStoreId: string;
    readonly OwnerAccountId?: string;
    readonly Region: string;
  };
  readonly PermissionSets: readonly PermissionSetDetail[];
  readonly Assignments: readonly {
    readonly AccountId: string;
    readonly PermissionSetArn: string;
    readonly PrincipalType: 'USER' | 'GROUP';
    readonly PrincipalId: string;
  }[];
  readonly Users: readonly IdentityUserDetail[];
  readonly Groups: readonly IdentityGroupDetail[];
}

export interface PermissionSetDetail {
  readonly PermissionSetArn: string;
  readonly Name: string;
  readonly Description?: string;
  /** ISO 8601: `PT1H`. */
  readonly SessionDuration?: string;
  readonly ManagedPolicies: readonly { readonly Name: string; readonly Arn: string }[];
  readonly CustomerManagedPolicies: readonly { readonly Name: string; readonly Path: string }[];
  /** JSON text; empty where there is none. */
  readonly InlinePolicy: string;
  readonly PermissionsBoundary?: {
    readonly ManagedPolicyArn?: string;
    readonly CustomerManagedPolicyReference?: { readonly Name: string; readonly Path: string };
  };
}

export interface IdentityUserDetail {
  readonly UserId: string;
  /** Absent where names were left out. It is the name of the user's sessions. */
  readonly UserName?: string;
  readonly DisplayName?: string;
}

export interface IdentityGroupDetail {
  readonly GroupId: string;
  /** Absent where names were left out. */
  readonly DisplayName?: string;
  /** Ids of users; absent where they could not be read. */
  readonly Members?: readonly string[];
}
