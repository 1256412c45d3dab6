import type { Identity } from './world.ts';

/** Who makes the request. */
export type Caller =
  | IdentityCaller
  /** Anyone in an account that was not collected; whether the account is a member of the organization. */
  | { readonly kind: 'account'; readonly id: string; readonly accountId: string; readonly isMember: boolean }
  /** One principal of an account that was not collected; `arn` is that of a user, a role or a session. */
  | { readonly kind: 'external'; readonly id: string; readonly accountId: string; readonly arn: string }
  /** Anyone in an account that is neither in the snapshot nor in the organization, who gives himself the permission. */
  | { readonly kind: 'public'; readonly id: 'public:*' }
  /** `*`: some service that the trust policy does not name. */
  | { readonly kind: 'service'; readonly id: string; readonly service: string }
  | FederatedCaller;

export interface IdentityCaller {
  readonly kind: 'identity';
  readonly id: string;
  readonly identity: Identity;
  /** Where whoever assumed the role chose the tags of the session: any. */
  readonly choosesTags?: true;
}

export interface FederatedCaller {
  readonly kind: 'federated';
  readonly id: string;
  readonly provider: string;
  /** The patterns that his token's claims fit, by condition key. */
  readonly claims: ReadonlyMap<string, string>;
}

export const identityCaller = (identity: Identity): Caller => ({ kind: 'identity', id: identity.arn, identity });

export const isSomeService = (caller: Caller): boolean => caller.kind === 'service' && caller.service === '*';

/** The account the caller belongs to; null where it belongs to none or to any. */
export function accountOf(caller: Caller): string | null {
  if (caller.kind === 'identity') return caller.identity.accountId;
  return caller.kind === 'account' || caller.kind === 'external' ? caller.accountId : null;
}

export const partitionOf = (arn: string): string => arn.split(':')[1]!;
