import { hexId, uniqueId } from '../../../ingest/generate/entities.ts';

/** Who calls, in the shapes in which CloudTrail logs it. */

export type Identity = Readonly<Record<string, unknown>>;

export interface Caller {
  /** As its own account logs it; absent where that is none of ours, or there is none. */
  readonly own?: { readonly account: string; readonly identity: Identity };
  /** As the role's account logs it, where that is another. */
  readonly seen: Identity;
  readonly action?: 'AssumeRoleWithSAML' | 'AssumeRoleWithWebIdentity';
  readonly request?: Identity;
}

export const accountOf = (arn: string): string => arn.split(':')[4]!;
export const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

export function user(arn: string): Caller {
  const [accountId, principalId] = [accountOf(arn), uniqueId('AIDA', arn)];
  return {
    own: { account: accountId, identity: { type: 'IAMUser', principalId, arn, accountId, userName: nameOf(arn) } },
    seen: { type: 'AWSAccount', principalId, accountId },
  };
}

export function session(arn: string, name: string, id = uniqueId('AROA', arn)): Caller {
  const [accountId, role, principalId] = [accountOf(arn), nameOf(arn), `${id}:${name}`];
  const sessionIssuer = { type: 'Role', principalId: id, arn, accountId, userName: role };
  const identity = {
    type: 'AssumedRole',
    principalId,
    arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${name}`,
    accountId,
    sessionContext: { sessionIssuer },
  };
  return { own: { account: accountId, identity }, seen: { type: 'AWSAccount', principalId, accountId } };
}

export const service = (invokedBy: string): Caller => ({ seen: { type: 'AWSService', invokedBy } });

export const stranger = (accountId: string, principalId: string): Caller => ({
  seen: { type: 'AWSAccount', principalId, accountId },
});

export function signedIn(account: string, provider: string, userName: string): Caller {
  const qualifier = Buffer.from(hexId(provider)).toString('base64');
  return {
    seen: { type: 'SAMLUser', principalId: `${qualifier}:${userName}`, userName, identityProvider: qualifier },
    action: 'AssumeRoleWithSAML',
    request: { principalArn: `arn:aws:iam::${account}:saml-provider/${provider}` },
  };
}

export const person = (account: string, name: string): Caller =>
  signedIn(account, `AWSSSO_${hexId(account)}_DO_NOT_DELETE`, `${name}@fernhollow.example`);

export function workload(account: string, issuer: string, userName: string): Caller {
  const identityProvider = `arn:aws:iam::${account}:oidc-provider/${issuer}`;
  const principalId = `${identityProvider}:sts.amazonaws.com:${userName}`;
  return {
    seen: { type: 'WebIdentityUser', principalId, userName, identityProvider },
    action: 'AssumeRoleWithWebIdentity',
  };
}
