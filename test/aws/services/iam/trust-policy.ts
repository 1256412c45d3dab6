import type { RoleDetail } from '../../../../core/model/snapshot.ts';
import { AwsError } from '../../protocol/error.ts';
import type { Json } from '../../protocol/json.ts';
import { required, type Context } from '../operation.ts';
import { roleByName } from './principals.ts';

/** Page "IAM and AWS STS quotas": characters of a trust policy, white space not counted. */
const QUOTA = 2048;

export function updateAssumeRolePolicy(context: Context): Json {
  const role = roleByName(context);
  const policy = required(context, 'PolicyDocument');
  refuseProtected(role);
  refuseMalformed(policy, context);
  if (policy.replaceAll(/\s/g, '').length > QUOTA) {
    throw new AwsError('LimitExceeded', 409, `Cannot exceed quota for ACLSizePerRole: ${QUOTA}`);
  }
  context.world.setTrust(role, context.account, policy);
  return {};
}

/** Roles of services and of Identity Center. */
function refuseProtected({ Path = '/', RoleName }: RoleDetail): void {
  if (!/^\/aws-(service-role|reserved)\//.test(Path)) return;
  const message = `Cannot perform the operation on the protected role '${RoleName}' - this role is only modifiable by AWS`;
  throw new AwsError('UnmodifiableEntity', 400, message);
}

interface Statement {
  readonly Effect?: unknown;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
}

function refuseMalformed(policy: string, context: Context): void {
  const statements = statementsOf(policy);
  if (statements === null) throw malformed('This policy contains invalid Json');
  for (const { Effect, Principal, NotPrincipal, Action, NotAction, Resource } of statements) {
    if (Effect !== 'Allow' && Effect !== 'Deny') throw malformed(`Syntax error: Invalid effect ${String(Effect)}`);
    if ((Principal ?? NotPrincipal) === undefined) throw malformed('Missing required field Principal');
    if ((Action ?? NotAction) === undefined) throw malformed('Missing required field Action');
    if (Resource !== undefined) throw malformed('Has prohibited field Resource');
    for (const name of awsPrincipals(Principal ?? NotPrincipal)) refuseUnknown(name, context);
  }
}

function statementsOf(policy: string): readonly Statement[] | null {
  try {
    const { Statement } = JSON.parse(policy) as { Statement?: Statement | readonly Statement[] };
    return Statement === undefined ? null : [Statement].flat();
  } catch {
    return null;
  }
}

function awsPrincipals(principal: unknown): readonly string[] {
  if (typeof principal !== 'object' || principal === null || !('AWS' in principal)) return [];
  return [principal.AWS].flat().filter((name) => typeof name === 'string');
}

/** IAM looks up the users and roles that a trust policy names; those of accounts that are not known here count as there. */
function refuseUnknown(name: string, { world }: Context): void {
  const [, account = '', kind] = /^arn:[^:]+:iam::(\d{12}):(user|role)\//.exec(name) ?? [];
  if (kind === undefined || !world.isKnown(account)) return;
  const { UserDetailList, RoleDetailList } = world.details(account);
  const there = name === world.caller.arn || [...UserDetailList, ...RoleDetailList].some(({ Arn }) => Arn === name);
  if (!there) throw malformed(`Invalid principal in policy: "AWS":"${name}"`);
}

const malformed = (message: string): AwsError => new AwsError('MalformedPolicyDocument', 400, message);
