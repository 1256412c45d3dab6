import { parseArn } from '../model/arn.ts';
import type { AuthorizationDetails } from '../model/snapshot.ts';
import { decodeDocument } from '../policy/decode.ts';
import { parsePolicy } from '../policy/parse.ts';
import type { PrincipalName, Statement } from '../policy/statement.ts';

/**
 * The ARNs of the roles that someone outside the zone of trust may reach in one hop, going by the trust policies alone;
 * rather too many than too few. Conditions are not looked at, and neither is any Deny: a role that trusts anyone of the
 * organization counts. So does one whose trust policy cannot be read, and one for people who sign in at a provider.
 * @param zone ids of the accounts of the organization; that of the role is in it anyway
 */
export function rolesOpenToOutside(
  details: Pick<AuthorizationDetails, 'RoleDetailList'>,
  zone: ReadonlySet<string>,
): readonly string[] {
  return details.RoleDetailList.filter(({ Arn, AssumeRolePolicyDocument }) => {
    const own = parseArn(Arn)?.account;
    return trustsOutside(AssumeRolePolicyDocument, (account) => account === own || zone.has(account));
  }).map(({ Arn }) => Arn);
}

type IsInside = (account: string) => boolean;

function trustsOutside(trustPolicy: unknown, isInside: IsInside): boolean {
  const decoded = decodeDocument(trustPolicy);
  const parsed = decoded.ok ? parsePolicy(decoded.value, 'trust') : null;
  if (parsed === null || !parsed.ok) return true;
  return parsed.document.statements.some((statement) => letsIn(statement, isInside));
}

function letsIn({ effect, actions, principals }: Statement, isInside: IsInside): boolean {
  if (effect !== 'Allow' || actions.size === 0) return false;
  const { complement, names } = principals!;
  return complement || names.some((name) => isOutside(name, isInside));
}

function isOutside(name: PrincipalName, isInside: IsInside): boolean {
  switch (name.type) {
    case 'anyone':
    case 'federated':
      return true;
    case 'account':
    case 'arn':
    case 'session':
      return !isInside(name.account);
    case 'service':
      return FOR_MACHINES_OUTSIDE.has(name.service);
    case 'unique-id': // of someone who was deleted
    case 'nobody':
      return false;
  }
}

/**
 * Services that hand the credentials of a role to machines outside AWS: pages "What is IAM Roles Anywhere?",
 * "Authorizing direct calls to AWS services using AWS IoT Core credential provider", and "Create the IAM service role
 * required for Systems Manager in hybrid and multicloud environments". Other services act for the role's own account.
 */
const FOR_MACHINES_OUTSIDE: ReadonlySet<string> = new Set([
  'rolesanywhere.amazonaws.com',
  'credentials.iot.amazonaws.com',
  'ssm.amazonaws.com',
]);
