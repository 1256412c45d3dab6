import { setTimeout as sleep } from 'node:timers/promises';

export type AwsService = 'iam' | 'sts' | 'organizations' | 'sso' | 'identitystore' | 'access-analyzer';

interface Rate {
  readonly perSecond: number;
  readonly burst: number;
  /** Whether the operations of the service count together. */
  readonly shared?: boolean;
}

/**
 * A little below what AWS publishes (Identity Center: page "IAM Identity Center quotas") or is seen to bear, so that
 * others who call from the same account find room.
 */
const RATES: Readonly<Record<AwsService, Rate>> = {
  iam: { perSecond: 15, burst: 20 },
  sts: { perSecond: 100, burst: 100 },
  organizations: { perSecond: 7.5, burst: 8 },
  sso: { perSecond: 18, burst: 10, shared: true },
  identitystore: { perSecond: 18, burst: 10, shared: true },
  'access-analyzer': { perSecond: 15, burst: 20 },
};
const SLOW: Readonly<Record<string, Rate>> = {
  'iam:GetAccountAuthorizationDetails': { perSecond: 8, burst: 10 },
};

/** The buckets of one account in one region: one an operation, unless those of a service count together. */
export class RateLimits {
  readonly #buckets = new Map<string, TokenBucket>();

  bucket(service: AwsService, operation: string): TokenBucket {
    const rate = SLOW[`${service}:${operation}`] ?? RATES[service];
    const key = rate.shared ? service : `${service}:${operation}`;
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) this.#buckets.set(key, (bucket = new TokenBucket(rate)));
    return bucket;
  }
}

/** How far a bucket may be slowed down. */
const LEAST = 1 / 16;

/** Lets calls pass at a rate, which halves when AWS says that they come too fast and grows back with every success. */
export class TokenBucket {
  readonly #rate: Rate;
  #share = 1;
  #tokens: number;
  #at = performance.now();

  constructor(rate: Rate) {
    this.#rate = rate;
    this.#tokens = rate.burst;
  }

  /** Resolves when a call may be made. */
  async take(signal: AbortSignal | undefined): Promise<void> {
    this.#refill();
    this.#tokens--;
    const perMillisecond = (this.#rate.perSecond * this.#share) / 1000;
    if (this.#tokens < 0) await sleep(-this.#tokens / perMillisecond, undefined, { signal });
  }

  succeeded(): void {
    this.#share = Math.min(1, this.#share + 0.05);
  }

  throttled(): void {
    this.#refill();
    this.#share = Math.max(LEAST, this.#share / 2);
    this.#tokens = Math.min(this.#tokens, 0);
  }

  #refill(): void {
    const now = performance.now();
    const { perSecond, burst } = this.#rate;
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#at) / 1000) * perSecond * this.#share);
    this.#at = now;
  }
}
