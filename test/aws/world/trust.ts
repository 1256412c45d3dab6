import type { Caller } from '../call.ts';
import { decodeDocument } from './documents.ts';

interface Statement {
  readonly Effect?: string;
  readonly Principal?: string | { readonly AWS?: string | readonly string[] };
  readonly Action?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * Whether a trust policy lets the caller assume its role: by Allow statements that name the caller or its account, with
 * `StringEquals` on `sts:ExternalId` as the one condition. Whatever else a policy asks for is refused.
 */
export function lets(trustPolicy: unknown, caller: Caller, externalId: string): boolean {
  const { Statement = [] } = decodeDocument(trustPolicy) as { Statement?: Statement | readonly Statement[] };
  return [Statement]
    .flat()
    .some(
      ({ Effect, Action, Principal, Condition = {} }) =>
        Effect === 'Allow' &&
        listed(Action).some((action) => ['sts:AssumeRole', 'sts:*', '*'].includes(action)) &&
        names(Principal, caller) &&
        Object.entries(Condition).every(([operator, keys]) => holds(operator, keys, externalId)),
    );
}

function names(principal: Statement['Principal'], { account, arn }: Caller): boolean {
  const named = typeof principal === 'string' ? [principal] : listed(principal?.AWS);
  const role = arn.replace(/:sts:(.*):assumed-role\/([^/]+)\/.*$/, ':iam:$1:role/$2');
  const meant = new Set([arn, role, account, `${arn.split(':', 2).join(':')}:iam::${account}:root`, '*']);
  return named.some((name) => meant.has(name));
}

const holds = (
  operator: string,
  keys: Readonly<Record<string, string | readonly string[]>>,
  externalId: string,
): boolean =>
  operator === 'StringEquals' &&
  Object.entries(keys).every(([key, values]) => key === 'sts:ExternalId' && listed(values).includes(externalId));

const listed = (values: string | readonly string[] | undefined): readonly string[] =>
  values === undefined ? [] : [values].flat();
