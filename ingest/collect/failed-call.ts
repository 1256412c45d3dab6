import type { AwsService } from './rate-limits.ts';

/** Which call an error is of. */
export interface FailedCall {
  readonly service: AwsService;
  /** `ListRoles`. */
  readonly operation: string;
  /** Null for services without regions. */
  readonly region: string | null;
  /** Whether it was made with the credentials that the collection was started with. */
  readonly own: boolean;
}

const calls = new WeakMap<object, FailedCall>();

/** Notes down the call that failed; the innermost one, where one call was made for another. */
export function noteFailure(error: unknown, call: FailedCall): void {
  if (typeof error === 'object' && error !== null && !calls.has(error)) calls.set(error, call);
}

export const failedCall = (error: unknown): FailedCall | null =>
  typeof error === 'object' && error !== null ? (calls.get(error) ?? null) : null;

/** An answer that cannot be one: malformed, without what it must have, or with pages that never end. */
export class BadAnswerError extends Error {}
