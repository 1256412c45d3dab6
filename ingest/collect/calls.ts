import type { FinalizeRequestMiddleware, MiddlewareStack } from '@smithy/types';
import type { HeldCredentials } from './credentials.ts';
import { type FailedCall, noteFailure } from './failed-call.ts';
import type { RateLimits } from './rate-limits.ts';

export interface CallRules extends Omit<FailedCall, 'operation'> {
  readonly credentials: HeldCredentials;
  readonly limits: RateLimits;
  readonly signal: AbortSignal | undefined;
}

/**
 * Makes the calls of a client keep to the rate limits, each attempt of them; makes one again with other credentials when
 * its own have expired; and makes errors say which call they are of.
 */
export function keepRules<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  { credentials, limits, signal, ...call }: CallRules,
): void {
  stack.add(
    (next, context) => async (args) => {
      try {
        const used = await credentials.current();
        try {
          return await next(args);
        } catch (error) {
          if (!isExpired(error) || !(await credentials.renew(used))) throw error;
        }
        return await next(args);
      } catch (error) {
        noteFailure(error, { ...call, operation: operationOf(context) });
        throw error;
      }
    },
    { step: 'initialize', priority: 'high', name: 'rolereachFailures' },
  );
  const inTime: FinalizeRequestMiddleware<Input, Output> = (next, context) => async (args) => {
    const bucket = limits.bucket(call.service, operationOf(context));
    await bucket.take(signal);
    try {
      const result = await next(args);
      bucket.succeeded();
      return result;
    } catch (error) {
      if (isThrottling(error)) bucket.throttled();
      throw error;
    }
  };
  stack.addRelativeTo(inTime, { relation: 'after', toMiddleware: 'retryMiddleware', name: 'rolereachRates' });
}

const operationOf = ({ commandName = '' }: { readonly commandName?: string }): string =>
  commandName.replace(/Command$/, '');

const THROTTLING = new Set([
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'SlowDown',
]);

const isExpired = (error: unknown): boolean => error instanceof Error && /^ExpiredToken(Exception)?$/.test(error.name);

/** Whether AWS refused a call because it came too fast. */
export function isThrottling(error: unknown): boolean {
  const { name, $metadata } = error as { readonly name?: string; $metadata?: { readonly httpStatusCode?: number } };
  return $metadata?.httpStatusCode === 429 || THROTTLING.has(name ?? '');
}

/** Whether the body of a good answer could not be read: what the SDK throws then carries the answer. */
export function isMalformed(error: unknown): boolean {
  const { $response, code } = error as { $response?: { readonly statusCode?: number }; readonly code?: string };
  return code === undefined && $response?.statusCode === 200;
}
