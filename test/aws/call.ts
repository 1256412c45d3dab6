import type { Json } from './protocol/json.ts';
import type { ServiceName } from './protocol/services.ts';

/** Who makes a call. */
export interface Caller {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
}

/** A call that a service is asked to answer. */
export interface Call {
  readonly service: ServiceName;
  readonly operation: string;
  readonly parameters: Json;
  readonly region: string;
  readonly caller: Caller;
}

/** The account that a call is about: the caller's, or the one of the role for `sts:AssumeRole`. */
export function subjectAccount({
  operation,
  parameters,
  caller,
}: Pick<Call, 'operation' | 'parameters' | 'caller'>): string {
  const roleArn = parameters['RoleArn'];
  return operation === 'AssumeRole' && typeof roleArn === 'string' ? (roleArn.split(':')[4] ?? '') : caller.account;
}
