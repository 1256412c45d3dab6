import type { Outsiders } from '../derive/sources.ts';
import { isAccountId, parseArn } from '../model/arn.ts';
import type { Finding } from '../model/finding.ts';
import type { Principal } from '../model/principal.ts';
import { refusal, type Cut, type Refusal } from './cut.ts';

/** Whom and what a finding of external access is about, but for the role. */
export function cutOfFinding(
  { findingId, type, error, access }: Pick<Finding, 'findingId' | 'type' | 'error' | 'access'>,
  outsiders: Outsiders,
): Omit<Cut, 'role'> | Refusal {
  if (error !== null)
    return refusal(
      'error-finding',
      `Access Analyzer could not analyze the role (${error}): let its service-linked role read it, and wait for a finding.`,
    );
  if (type !== 'ExternalAccess' || access === null)
    return refusal(
      'cannot-be-named',
      `The finding (${type}) does not say who has access: only external access can be cut.`,
    );
  const from = principalOf(access.principal, outsiders);
  return 'refused' in from ? from : { id: findingId, from, condition: access.condition };
}

/** A finding names one principal. */
export function principalOf(principal: Readonly<Record<string, string>>, outsiders: Outsiders): Principal | Refusal {
  const [[type, name] = ['', '']] = Object.entries(principal);
  if (type === 'AWS') {
    const account = isAccountId(name) ? name : /^arn:[\w-]+:iam::(\d{12}):root$/.exec(name)?.[1];
    if (name === '*') return outsiders.anyone;
    if (account !== undefined) return outsiders.account(account);
    if (parseArn(name) !== null) return outsiders.principal(name);
    return refusal(
      'cannot-be-named',
      `"${name}" is the id of a principal that is gone: remove it from the trust policy.`,
    );
  }
  if (type === 'Federated') return outsiders.federated(name, '');
  if (type === 'Service') return outsiders.service(name);
  return refusal(
    'cannot-be-named',
    `A principal of the type ${type || '(none)'} never assumes a role: there is nothing to deny.`,
  );
}
