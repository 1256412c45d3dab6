import type { Snapshot, Tag } from '../../core/model/snapshot.ts';
import type { AccountExtras, IdentityCenter } from './extras.ts';
import type { Fault } from './faults/fault.ts';
import type { Limit } from './limits.ts';

export interface AwsStubOptions {
  /** What AWS is to know. Details of an account are read when they are asked for. */
  readonly snapshot: Snapshot;
  /** By account id. */
  readonly extras?: Readonly<Record<string, AccountExtras>>;
  readonly identityCenters?: readonly IdentityCenter[];
  /** Member accounts that may call Organizations, or administer a service, as the management account may. */
  readonly delegatedAdministrators?: readonly DelegatedAdministrator[];
  /** Of accounts, units, roots and policies, by their ids. */
  readonly organizationTags?: Readonly<Record<string, readonly Tag[]>>;
  /** Adds a role of that name to each member account: it trusts the caller's account. */
  readonly accessRole?: { readonly name: string; readonly externalId?: string };
  /** The account of the credentials. Default the management account, or the first one. */
  readonly callerAccount?: string;
  /** Default `aws`. */
  readonly partition?: 'aws' | 'aws-us-gov' | 'aws-cn';
  /** The most that a page holds, where AWS would put more into it. */
  readonly pageSize?: number;
  /** How long each answer takes. Default 0. */
  readonly latencyMilliseconds?: number;
  /** What is refused for coming too fast. Default nothing. */
  readonly limits?: readonly Limit[];
  readonly faults?: readonly Fault[];
  /** How often a job is asked about before it is done. Default 1. */
  readonly pollsPerJob?: number;
  /** The server's time, in milliseconds since the epoch. */
  readonly clock?: () => number;
  /** Default any that is free. */
  readonly port?: number;
}

export interface DelegatedAdministrator {
  readonly accountId: string;
  /** `sso.amazonaws.com` and the like. Each of them lets it read the organization. */
  readonly services: readonly string[];
}
