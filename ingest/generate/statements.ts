/** Policy documents in few words. */

export interface Statement {
  readonly [element: string]: unknown;
}
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

export const policy = (...Statement: Statement[]): PolicyDocument => ({ Version: '2012-10-17', Statement });

export const allow = (
  Action: string | string[],
  Resource: string | string[] = '*',
  more: Statement = {},
): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});

export const mayAssume = (...roles: string[]): Statement => ({
  Sid: 'AssumeRoles',
  ...allow('sts:AssumeRole', roles.length === 1 ? roles[0]! : roles),
});

/** One statement of a trust policy for AWS principals: ARNs, account ids, or `*`. */
export const trust = (principals: string | string[], more: Statement = {}): Statement => ({
  Effect: 'Allow',
  Principal: { AWS: principals },
  Action: 'sts:AssumeRole',
  ...more,
});

export const trustService = (...services: string[]): Statement => ({
  Effect: 'Allow',
  Principal: { Service: services.length === 1 ? services[0]! : services },
  Action: 'sts:AssumeRole',
});

export const trustWebIdentity = (provider: string, condition: Statement): Statement => ({
  Effect: 'Allow',
  Principal: { Federated: provider },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: condition,
});

export const trustSaml = (
  provider: string,
  actions: string[] = ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
): Statement => ({
  Effect: 'Allow',
  Principal: { Federated: provider },
  Action: actions,
  Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
});
