import type { AccountId, OrganizationalUnitId, PolicyId } from './id.ts';

export interface Organization {
  readonly id: string;
  readonly managementAccountId: AccountId;
  /** Whether the root has the policy type enabled; a disabled type has no effect on anyone. */
  readonly scpEnabled: boolean;
  readonly rcpEnabled: boolean;
}

/** An organizational unit, or the root, which is the one without a parent. */
export interface OrganizationalUnit {
  readonly id: OrganizationalUnitId;
  readonly name: string;
  readonly parentId: OrganizationalUnitId | null;
  /** Attached directly to it. */
  readonly scps: readonly PolicyId[];
  readonly rcps: readonly PolicyId[];
}

export interface Account {
  readonly id: AccountId;
  readonly name: string;
  /** As AWS Organizations says it (`ACTIVE`, `SUSPENDED`, …); null where no organization file was given. */
  readonly status: string | null;
  readonly parentId: OrganizationalUnitId | null;
  /** Whether the snapshot holds its authorization details. */
  readonly collected: boolean;
  readonly inOrganization: boolean;
  /** Attached directly to it. */
  readonly scps: readonly PolicyId[];
  readonly rcps: readonly PolicyId[];
}

/** The accounts, the tree they hang in, and what is attached where. */
export interface OrganizationStructure {
  readonly organization: Organization | null;
  readonly organizationalUnits: readonly OrganizationalUnit[];
  readonly accounts: readonly Account[];
}
