import type { AccountId, NodeId, PolicyId } from './id.ts';

/** What a principal node stands for; also its second label in Neo4j. The order is part of the store's format. */
export const PRINCIPAL_KINDS = [
  'User',
  'Role',
  'Service',
  'Federated',
  'ExternalAccount',
  'External',
  'Session',
  'Public',
] as const;
export type PrincipalKind = (typeof PRINCIPAL_KINDS)[number];

/** A policy as it is attached to a principal. */
export interface AttachedPolicy {
  readonly policy: PolicyId;
  readonly side: 'identity' | 'boundary' | 'trust';
  /** The name of the group a user has it from; null when attached to the principal itself. */
  readonly group: string | null;
}

/** Anyone or anything that may call STS: a node of the access graph. */
export interface Principal {
  readonly id: NodeId;
  readonly kind: PrincipalKind;
  /** Short name for people: `Deployer`, `ec2.amazonaws.com`, `repo:acme/app:*`. */
  readonly name: string;
  readonly accountId: AccountId | null;
  /** Whether it belongs to the zone of trust: an account of the organization, or of the snapshot where there is none. */
  readonly inOrganization: boolean;
  /** Path of a user or role, of a session its role's: `/` or `/team/x/`; null for the rest. */
  readonly path: string | null;
  /** IAM's unique id, `AIDA…` or `AROA…`, of a session its role's; null for the rest. */
  readonly uniqueId: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly policies: readonly AttachedPolicy[];
  /** Roles only. */
  readonly role: RoleDetails | null;
  /** Where it is known who owns an account outside the organization. */
  readonly vendor: string | null;
}

export interface RoleDetails {
  readonly serviceLinked: boolean;
  readonly description: string | null;
  /** Seconds. */
  readonly maxSessionDuration: number | null;
  /** ISO 8601; null where never used in the tracking period or not known. */
  readonly lastUsed: string | null;
}
