import { CollectError, SnapshotError } from '../errors.ts';
import { isFailure } from './attempts.ts';
import { problemOf } from './problems.ts';

/**
 * Why a collection ended, for the person who began it, with the way out.
 * @param folder where what was collected is kept; undefined where there is nothing yet
 */
export function inPlainWords(cause: unknown, folder: string | undefined): unknown {
  const goOn = folder === undefined ? '' : ` What was collected is kept in ${folder}: go on with --resume.`;
  if (cause instanceof SnapshotError && folder !== undefined) return new CollectError(cause.message + goOn, { cause });
  if (!isFailure(cause)) return cause;
  const { operation, cause: why, message, missingPermission } = problemOf(cause);
  const wayOut =
    why === 'expired-credentials' ? ' Renew the credentials.' : missingPermission ? ` Allow ${missingPermission}.` : '';
  return new CollectError(`${operation} failed: ${message}${/[.!?…]$/.test(message) ? '' : '.'}${wayOut}${goOn}`, {
    cause,
  });
}
