import { setTimeout as sleep } from 'node:timers/promises';
import type { RetryErrorInfo, RetryStrategyV2, RetryToken } from '@smithy/types';
import { isMalformed } from './calls.ts';

/** In milliseconds: the first pause, which doubles, after throttling and after anything else; and the longest. */
const AFTER_THROTTLING = 500;
const AFTER_FAILURE = 100;
const LONGEST = 20_000;
/** The longest that AWS's own wish for a pause is followed. */
const LONGEST_WISHED = 120_000;

/**
 * Asks again after pauses that grow, each of a random length up to its bound; never before `Retry-After` allows it. The
 * SDK's own strategy follows that header for five seconds at most, and its pauses do not end with a signal.
 */
export class Retries implements RetryStrategyV2 {
  readonly #attempts: number;
  readonly #signal: AbortSignal | undefined;

  constructor(attempts: number, signal: AbortSignal | undefined) {
    this.#attempts = attempts;
    this.#signal = signal;
  }

  async acquireInitialRetryToken(): Promise<RetryToken> {
    return tokenOf(0);
  }

  /** Waits as long as it takes. @throws when the call is not to be made again */
  async refreshRetryTokenForRetry(token: RetryToken, info: RetryErrorInfo): Promise<RetryToken> {
    const count = token.getRetryCount() + 1;
    if (this.#signal?.aborted || count >= this.#attempts || !mayPass(info)) throw info.error;
    await sleep(pauseBefore(count, info), undefined, { signal: this.#signal });
    return tokenOf(count);
  }

  recordSuccess(): void {}
}

const tokenOf = (count: number): RetryToken => ({ getRetryCount: () => count, getRetryDelay: () => 0 });

/** Whether the same call may well succeed later. An answer that is no answer came from something in between. */
const mayPass = ({ errorType, error }: RetryErrorInfo): boolean => errorType !== 'CLIENT_ERROR' || isMalformed(error);

function pauseBefore(count: number, { errorType, retryAfterHint }: RetryErrorInfo): number {
  const base = errorType === 'THROTTLING' ? AFTER_THROTTLING : AFTER_FAILURE;
  const pause = Math.random() * Math.min(LONGEST, base * 2 ** (count - 1));
  const wished = retryAfterHint === undefined ? 0 : retryAfterHint.getTime() - Date.now();
  return Math.max(pause, Math.min(wished, LONGEST_WISHED));
}
