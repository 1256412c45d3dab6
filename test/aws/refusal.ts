import type { Call } from './call.ts';
import { commonError, type AwsError } from './protocol/error.ts';
import { text } from './protocol/json.ts';

/** Why a call is refused, in AWS's words: page "Troubleshoot access denied error messages". */
export type Reason = 'identity' | 'scp';

const BECAUSE: Readonly<Record<Reason, (action: string) => string>> = {
  identity: (action) => ` because no identity-based policy allows the ${action} action`,
  scp: () => ' with an explicit deny in a service control policy',
};

export const denied = (call: Call, reason: Reason): AwsError => {
  const action = actionOf(call);
  return commonError(call.service, 'denied', sentence(call, resourceOf(call)) + BECAUSE[reason](action));
};

/** As STS says it, who tells nothing of the policies of others. */
export const notAuthorized = (call: Call, resource: string): AwsError =>
  commonError(call.service, 'denied', sentence(call, resource));

const sentence = (call: Call, resource: string): string =>
  `User: ${call.caller.arn} is not authorized to perform: ${actionOf(call)} on resource: ${resource}`;

/** Access Analyzer's second versions of operations are the same action as the first. */
const actionOf = ({ service, operation }: Call): string => `${service}:${operation.replace(/V2$/, '')}`;

function resourceOf({ caller, parameters }: Call): string {
  const partition = caller.arn.split(':')[1];
  for (const [parameter, kind] of NAMED) {
    const name = text(parameters, parameter);
    if (name !== '') return `arn:${partition}:iam::${caller.account}:${kind}/${name}`;
  }
  const arn = Object.entries(parameters).find(([name, value]) => /arn$/i.test(name) && typeof value === 'string');
  return arn === undefined ? '*' : String(arn[1]);
}

const NAMED = [
  ['RoleName', 'role'],
  ['UserName', 'user'],
] as const;
