import type { Call } from './call.ts';
import { matchesOperation } from './operation-pattern.ts';

/** A token bucket for each account that calls, and each of the operations unless they share one. */
export interface Limit {
  /** `iam:GetAccountAuthorizationDetails`, `iam:*`, `*`. */
  readonly operations: string;
  readonly perSecond: number;
  /** How many at once after a pause. */
  readonly burst: number;
  readonly shared?: boolean;
}

/**
 * What AWS publishes, or what is told of it where it does not: Identity Center's 20 a second are on the page "IAM
 * Identity Center quotas"; IAM, STS, Organizations and Access Analyzer are set below what they are seen to bear.
 */
export const USUAL_LIMITS: readonly Limit[] = [
  { operations: 'sso:*', perSecond: 20, burst: 20, shared: true },
  { operations: 'identitystore:*', perSecond: 20, burst: 20, shared: true },
  { operations: 'organizations:*', perSecond: 8, burst: 16 },
  { operations: 'iam:GetAccountAuthorizationDetails', perSecond: 10, burst: 20 },
  { operations: 'iam:*', perSecond: 20, burst: 40 },
  { operations: 'sts:AssumeRole', perSecond: 200, burst: 500 },
  { operations: 'access-analyzer:*', perSecond: 20, burst: 40 },
];

/** Takes one token for each call. */
export class TokenBuckets {
  readonly #limits: readonly Limit[];
  readonly #buckets = new Map<string, { tokens: number; at: number }>();
  readonly #now: () => number;

  /** @param now in milliseconds, always growing */
  constructor(limits: readonly Limit[], now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Whether the call came too fast; the first limit that names its operation counts. */
  refuses(call: Call): boolean {
    const limit = this.#limits.find(({ operations }) => matchesOperation(operations, call));
    if (limit === undefined) return false;
    const bucket = this.#bucket(limit, call);
    const now = this.#now();
    bucket.tokens = Math.min(limit.burst, bucket.tokens + ((now - bucket.at) / 1000) * limit.perSecond);
    bucket.at = now;
    if (bucket.tokens < 1) return true;
    bucket.tokens--;
    return false;
  }

  #bucket(limit: Limit, { operation, caller, region }: Call): { tokens: number; at: number } {
    const key = [limit.operations, limit.shared ? '' : operation, caller.account, region].join(' ');
    const bucket = this.#buckets.get(key) ?? { tokens: limit.burst, at: this.#now() };
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
