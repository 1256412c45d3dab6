import { roleArn, userArn } from '../support/organization.ts';

/** The few names that generated organizations draw from, so that what one policy says is often about someone. */

export const MANAGEMENT = '100000000000';
/** May be collected. */
export const COLLECTED = ['111111111111', '222222222222', '333333333333'] as const;
/** Never collected: one in the organization, one outside. */
export const UNCOLLECTED = ['444444444444', '999999999999'] as const;
export const ACCOUNTS: readonly string[] = [MANAGEMENT, ...COLLECTED, ...UNCOLLECTED];

export const USERS = ['Ann', 'Bob'] as const;
/** Each with its path. */
export const ROLES = ['Target', 'Worker', 'team/x/Deploy', 'aws-service-role/es.amazonaws.com/ForSearch'] as const;
export const SESSIONS = ['morning', 'evening'] as const;

const each = (accounts: readonly string[], names: readonly string[], arn: (account: string, name: string) => string) =>
  accounts.flatMap((account) => names.map((name) => arn(account, name)));

export const ROLE_ARNS = each(ACCOUNTS, ROLES, roleArn);
export const USER_ARNS = each(ACCOUNTS, USERS, userArn);
export const PRINCIPAL_ARNS = [...USER_ARNS, ...ROLE_ARNS];
export const SESSION_ARNS = each(ACCOUNTS, ROLES, (account, role) => {
  return `arn:aws:sts::${account}:assumed-role/${role.split('/').at(-1)}/${SESSIONS[0]}`;
});

export const userId = (account: string, name: string): string => `AIDA${account}${name.toUpperCase()}`;
export const roleId = (account: string, name: string): string =>
  `AROA${account}${name.replaceAll(/\W/g, '').toUpperCase()}`;
export const USER_IDS = each(COLLECTED, USERS, userId);
export const ROLE_IDS = each(COLLECTED, ROLES, roleId);

export const GITHUB = 'token.actions.githubusercontent.com';
export const COGNITO = 'cognito-identity.amazonaws.com';

export const UNITS: Readonly<Record<string, string>> = {
  'ou-work': 'r-root',
  'ou-prod': 'ou-work',
  'ou-lab': 'r-root',
};
export const PARENTS = ['r-root', ...Object.keys(UNITS)];
export const ORGANIZATION_PATHS = ['o-exampleorg/*', 'o-exampleorg/r-root/ou-work/*', 'o-exampleorg/r-root/ou-lab/'];
