import type { HopAction } from '../model/hop.ts';
import type { AccountId, NodeId, PolicyId } from '../model/id.ts';
import type { PrincipalKind } from '../model/principal.ts';
import type { Glob } from './glob.ts';
import type { PolicyDocument } from './statement.ts';

/** What condition keys and policy variables are looked up in. */
export interface RequestContext {
  readonly caller: Caller;
  /** Null for a call that is for no role: then nothing is known of its resource, nor of its parameters. */
  readonly role: TargetRole | null;
  readonly zone: Zone;
}

/** One STS call, as far as it is known: who, which role, by which action. */
export interface Request extends RequestContext {
  readonly role: TargetRole;
  readonly action: HopAction;
}

/** What the whole snapshot knows. */
export interface Zone {
  /** Null where no organization file was given: who belongs to which organization is then unknown. */
  readonly organizationId: string | null;
  readonly isCollected: (account: string) => boolean;
}

/** A policy that takes part; without a document where it could not be read. */
export interface LoadedPolicy {
  readonly id: PolicyId;
  readonly document: PolicyDocument | null;
}

export interface AccountContext {
  readonly id: AccountId;
  /** Whether it is known to be of the organization: without an organization file, none is. */
  readonly inOrganization: boolean;
  /** `o-…/r-…/ou-…/`; null outside the organization. */
  readonly organizationPath: string | null;
  /** One list for the root, each organizational unit and the account; null where SCPs do not bind the account. */
  readonly scpLevels: readonly (readonly LoadedPolicy[])[] | null;
  /** From every level; empty where RCPs do not bind the account. */
  readonly rcps: readonly LoadedPolicy[];
}

export interface Caller {
  readonly id: NodeId;
  readonly kind: PrincipalKind;
  readonly name: string;
  /** Of users, roles and external principals. */
  readonly arn: string | null;
  readonly partition: string | null;
  readonly account: AccountContext | null;
  readonly uniqueId: string | null;
  /** By tag key in lower case; null where they are not known. */
  readonly tags: ReadonlyMap<string, string> | null;
  /** A role whose trust policy lets those who assume it choose tags for the session, over the role's own. */
  readonly takesSessionTags: boolean;
  /** It is read as a session whose tags were chosen so: any, and of the role's own none is missing. */
  readonly hasChosenTags?: true;
  readonly serviceLinked: boolean;
  readonly identity: readonly LoadedPolicy[];
  readonly boundary: LoadedPolicy | null;
  /** Federated identities only. */
  readonly federation: Federation | null;
  /** The name that its sessions get, where the caller does not choose it. */
  readonly sessionName: string | null;
}

export interface Federation {
  /** Of a person of Identity Center, a word that stands for its provider in any account. */
  readonly provider: string;
  /** What the provider's condition keys begin with, in lower case: `token.actions.githubusercontent.com`, `saml`. */
  readonly prefix: string;
  /** What is known of the token, by the rest of the key: `sub` → `repo:acme/*`. */
  readonly claims: ReadonlyMap<string, Glob>;
}

export interface TargetRole {
  readonly id: NodeId;
  readonly arn: string;
  readonly partition: string;
  readonly account: AccountContext;
  /** By tag key in lower case. */
  readonly tags: ReadonlyMap<string, string>;
  readonly serviceLinked: boolean;
  readonly trust: LoadedPolicy;
}

/** Whether the caller is an IAM user or role whose policies are in the snapshot. */
export const isCollected = (caller: Caller): boolean => caller.kind === 'User' || caller.kind === 'Role';

/** A session of the role, of those whose tags somebody chose. */
export const withChosenTags = (role: Caller): Caller => ({ ...role, hasChosenTags: true });

const SOME_SERVICE = '*';

/** The public as an AWS service, whichever. */
export const asSomeService = (caller: Caller): Caller => ({ ...caller, kind: 'Service', name: SOME_SERVICE });

export const isSomeService = ({ kind, name }: Caller): boolean => kind === 'Service' && name === SOME_SERVICE;

/** The caller's policies, and those of its account, that could not be read. */
export function unreadablePolicies({ identity, boundary, account }: Caller): readonly LoadedPolicy[] {
  const unreadable: LoadedPolicy[] = [];
  const look = (policy: LoadedPolicy): void => void (policy.document === null && unreadable.push(policy));
  for (const policy of identity) look(policy);
  if (boundary !== null) look(boundary);
  for (const level of account?.scpLevels ?? []) for (const policy of level) look(policy);
  return unreadable;
}
