import type { Call } from './call.ts';

/** Whether `iam:GetRole`, `iam:*`, `iam:Get*` or `*` means the call. */
export function matchesOperation(
  pattern: string,
  { service, operation }: Pick<Call, 'service' | 'operation'>,
): boolean {
  const name = `${service}:${operation}`;
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
