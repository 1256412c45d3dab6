/** What else IAM says of an account: raw responses, joined into one object. What could not be read is absent. */
export interface AccountFacts {
  readonly AccountAliases?: readonly string[];
  readonly SAMLProviders?: readonly {
    readonly Arn: string;
    readonly ValidUntil?: string;
    readonly CreateDate?: string;
    /** The entity id of the identity provider, from its metadata, which is not kept. */
    readonly EntityId?: string;
  }[];
  readonly OpenIDConnectProviders?: readonly {
    readonly Arn: string;
    readonly Url: string;
    readonly ClientIDList: readonly string[];
    readonly ThumbprintList: readonly string[];
    readonly CreateDate?: string;
  }[];
  readonly InstanceProfiles?: readonly {
    readonly Arn: string;
    readonly InstanceProfileName: string;
    /** ARNs. */
    readonly Roles: readonly string[];
  }[];
  /** A row a user: the columns of the credential report, as CSV names them. */
  readonly CredentialReport?: readonly Readonly<Record<string, string>>[];
}

/** By the ARN of a role: the services that its policies allow, as `get-service-last-accessed-details` gives them. */
export type LastAccessedDetails = Readonly<Record<string, readonly ServiceLastAccessed[]>>;

export interface ServiceLastAccessed {
  readonly ServiceName: string;
  readonly ServiceNamespace: string;
  /** ISO 8601; absent where not in the tracking period. */
  readonly LastAuthenticated?: string;
  readonly LastAuthenticatedRegion?: string;
  /** Absent where the actions of the service are not tracked. */
  readonly TrackedActionsLastAccessed?: readonly {
    readonly ActionName: string;
    readonly LastAccessedTime?: string;
    readonly LastAccessedRegion?: string;
  }[];
}
