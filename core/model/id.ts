/** Strings that mean something get a type of their own, so that one is never passed where another is meant. */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Twelve digits. */
export type AccountId = Branded<'AccountId'>;
/** Stable id of a principal node: an ARN, or `service:…`, `federated:…`, `account:…`, `public:*`. */
export type NodeId = Branded<'NodeId'>;
/** ARN of a policy, or `OWNER_ARN#inline/NAME`, `OWNER_ARN#trust`. */
export type PolicyId = Branded<'PolicyId'>;
/** Id of an organizational unit (`ou-…`) or of the organization's root (`r-…`). */
export type OrganizationalUnitId = Branded<'OrganizationalUnitId'>;

/** `ANALYZER_ARN/finding/ID`. */
export type FindingId = Branded<'FindingId'>;

export const accountId = (id: string): AccountId => id as AccountId;
export const nodeId = (id: string): NodeId => id as NodeId;
export const policyId = (id: string): PolicyId => id as PolicyId;
export const findingId = (id: string): FindingId => id as FindingId;
export const organizationalUnitId = (id: string): OrganizationalUnitId => id as OrganizationalUnitId;
