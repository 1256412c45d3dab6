import type { GeneratedCase } from '../oracle/generate.ts';
import { COLLECTED, MANAGEMENT, UNCOLLECTED } from '../oracle/generate-names.ts';
import { UNREADABLE } from '../oracle/generate-documents.ts';
import {
  editDocuments,
  editParts,
  editStatements,
  withoutEntries,
  withoutPrincipals,
  withoutTests,
} from './edit-case.ts';
import type { Part, PolicyKind } from './edit-case.ts';

/**
 * The features of policies that the generated organizations must exercise. Each is known by what goes when it is taken
 * out: a verdict that then changes depended on it.
 */
export interface Feature {
  readonly name: string;
  /** The organization without it; null where it has none of it. */
  readonly without: (generated: GeneratedCase) => GeneratedCase | null;
  /** What names nobody, or binds nothing: no verdict may depend on it. */
  readonly inert?: true;
}

const principals = (name: string, type: string, value: RegExp): Feature => ({
  name: `principal: ${name}`,
  without: (generated) => withoutPrincipals(generated, (t, v) => t === type && value.test(v)),
});

const inertPrincipals = (name: string, type: string, value: RegExp): Feature => ({
  name: `principal: ${name}`,
  // Of NotPrincipal they are no exception either, but a list without entries would be none.
  without: (generated) => {
    const plain =
      editStatements(generated, (statement) => ('NotPrincipal' in statement ? null : statement)) ?? generated;
    return withoutPrincipals(plain, (t, v) => t === type && value.test(v)) === null
      ? null
      : withoutPrincipals(generated, (t, v) => t === type && value.test(v));
  },
  inert: true,
});

const operator = (name: string, pattern: RegExp): Feature => ({
  name: `operator: ${name}`,
  without: (generated) => withoutTests(generated, (each) => pattern.test(each)),
});

const key = (name: string): Feature => ({
  name: `key: ${name}`,
  without: (generated) => {
    const lower = name.toLowerCase();
    return withoutTests(generated, (_, each) =>
      lower.endsWith('/') ? each.toLowerCase().startsWith(lower) : each.toLowerCase() === lower,
    );
  },
});

const value = (name: string, pattern: RegExp): Feature => ({
  name: `value: ${name}`,
  without: (generated) => withoutTests(generated, (_, __, values) => values.some((each) => pattern.test(each))),
});

const entries = (name: string, elements: readonly string[], pattern: RegExp): Feature => ({
  name,
  without: (generated) => withoutEntries(generated, elements, (each) => pattern.test(each)),
});

const statements = (name: string, isMeant: (statement: Part, kind: PolicyKind) => boolean): Feature => ({
  name,
  without: (generated) => editStatements(generated, (each, kind) => (isMeant(each, kind) ? null : each)),
});

const organization = (
  name: string,
  change: (organization: NonNullable<GeneratedCase['organization']>) => object | null,
): Feature => ({
  name,
  without: ({ accounts, organization: all }) => {
    const changed = all === undefined ? null : change(all);
    return changed === null ? null : ({ accounts, organization: changed } as GeneratedCase);
  },
});

/** Without some properties of users and roles. */
const holding = (name: string, property: string, isMeant: (value: unknown) => boolean = () => true): Feature => ({
  name,
  without: ({ accounts, ...rest }) => {
    let found = false;
    const strip = (holder: object): object => {
      const value = (holder as Part)[property];
      if (value === undefined || !isMeant(value)) return holder;
      found = true;
      return Object.fromEntries(Object.entries(holder).filter(([each]) => each !== property));
    };
    const stripped = Object.fromEntries(
      Object.entries(accounts).map(([id, { UserDetailList = [], RoleDetailList = [], ...others }]) => [
        id,
        { ...others, UserDetailList: UserDetailList.map(strip), RoleDetailList: RoleDetailList.map(strip) },
      ]),
    );
    return found ? ({ accounts: stripped, ...rest } as GeneratedCase) : null;
  },
});

const isNotEmpty = (list: unknown): boolean => (list as unknown[]).length > 0;
const has = (statement: Part, element: string): boolean => element in statement;

const withinEffect = (effect: string, kind: PolicyKind, element: string): Feature =>
  statements(
    `${kind}: ${effect} with ${element}`,
    (statement, of) => of === kind && statement['Effect'] === effect && has(statement, element),
  );

const OPERATORS = [
  'StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'StringLike', 'StringNotLike',
  'NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericLessThanEquals', 'NumericGreaterThan',
  'NumericGreaterThanEquals', 'DateEquals', 'DateNotEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan',
  'DateGreaterThanEquals', 'Bool', 'BinaryEquals', 'IpAddress', 'NotIpAddress', 'ArnEquals', 'ArnNotEquals', 'ArnLike',
  'ArnNotLike', 'Null',
]; // prettier-ignore

const KEYS = [
  'aws:PrincipalArn', 'aws:PrincipalAccount', 'aws:PrincipalOrgID', 'aws:PrincipalOrgPaths', 'aws:PrincipalType',
  'aws:PrincipalTag/', 'aws:PrincipalIsAWSService', 'aws:PrincipalServiceName', 'aws:PrincipalServiceNamesList',
  'aws:userid', 'aws:username', 'aws:ResourceAccount', 'aws:ResourceOrgID', 'aws:ResourceOrgPaths', 'aws:ResourceTag/',
  'iam:ResourceTag/', 'aws:SecureTransport', 'sts:RoleSessionName', 'sts:ExternalId', 'aws:RequestTag/', 'aws:TagKeys',
  'sts:TransitiveTagKeys', 'sts:SourceIdentity', 'aws:SourceIdentity', 'sts:DurationSeconds', 'aws:RequestedRegion', 'aws:UserAgent',
  'aws:Referer', 'aws:MultiFactorAuthPresent', 'aws:MultiFactorAuthAge', 'aws:SourceIp', 'aws:SourceVpc',
  'aws:SourceVpce', 'aws:VpcSourceIp', 'aws:CurrentTime', 'aws:EpochTime', 'aws:TokenIssueTime', 'aws:SourceArn',
  'aws:SourceAccount', 'aws:SourceOrgID', 'aws:SourceOrgPaths', 'aws:ViaAWSService', 'aws:CalledVia', 'aws:CalledViaFirst',
  'aws:CalledViaLast', 'ec2:RoleDelivery', 'lambda:SourceFunctionArn', 'aws:AssumedRoot', 'SAML:aud', 'SAML:sub', 'SAML:iss', 'SAML:sub_type',
  'token.actions.githubusercontent.com:sub', 'token.actions.githubusercontent.com:aud',
  'token.actions.githubusercontent.com:actor', 'cognito-identity.amazonaws.com:aud', 'cognito-identity.amazonaws.com:amr',
  'cognito-identity.amazonaws.com:sub', 'accounts.google.com:aud', 'accounts.google.com:sub',
  'graph.facebook.com:app_id', 'www.amazon.com:app_id', 'example:Unheard',
]; // prettier-ignore

const COLLECTED_ID = new RegExp(COLLECTED.join('|'));

export const FEATURES: readonly Feature[] = [
  principals('user by ARN', 'AWS', new RegExp(`:(${COLLECTED.join('|')}):user/`)),
  principals('role by ARN', 'AWS', new RegExp(`:(${COLLECTED.join('|')}):role/`)),
  principals('session of a role', 'AWS', new RegExp(`:(${COLLECTED.join('|')}):assumed-role/`)),
  principals('account by root ARN', 'AWS', new RegExp(`:(${COLLECTED.join('|')}):root$`)),
  principals('account by digits', 'AWS', new RegExp(`^(${COLLECTED.join('|')})$`)),
  principals('*', 'AWS', /^\*$/),
  principals('unique id', 'AWS', /^A(RO|ID)A\d/),
  principals('account not collected, inside', 'AWS', new RegExp(`${UNCOLLECTED[0]}|${MANAGEMENT}`)),
  principals('account not collected, outside', 'AWS', new RegExp(UNCOLLECTED[1])),
  principals('outside user or role', 'AWS', /:(444444444444|999999999999):(user|role)\//),
  principals('outside session', 'AWS', /:(444444444444|999999999999):assumed-role\//),
  principals('service', 'Service', /./),
  principals('Roles Anywhere', 'Service', /^rolesanywhere/),
  principals('Pod Identity', 'Service', /^pods\.eks/),
  principals('SAML provider', 'Federated', /:saml-provider\//),
  principals('OIDC provider', 'Federated', /:oidc-provider\//),
  principals('Cognito', 'Federated', /^cognito/),
  principals('social provider', 'Federated', /^(accounts\.google|graph\.facebook|www\.amazon)/),
  inertPrincipals('dangling unique id', 'AWS', /DELETED/),
  inertPrincipals('wildcard within an ARN', 'AWS', /.\*/),
  inertPrincipals('canonical user', 'CanonicalUser', /./),
  statements('NotPrincipal with Allow', (each) => has(each, 'NotPrincipal') && each['Effect'] === 'Allow'),
  statements('NotPrincipal with Deny', (each) => has(each, 'NotPrincipal') && each['Effect'] === 'Deny'),
  statements('trust: Deny', (each, kind) => kind === 'trust' && each['Effect'] === 'Deny'),
  statements('identity: Deny', (each, kind) => kind === 'identity' && each['Effect'] === 'Deny'),
  statements('identity: NotResource', (each, kind) => kind === 'identity' && has(each, 'NotResource')),
  statements('NotAction', (each) => has(each, 'NotAction')),
  entries('action with a wildcard', ['Action', 'NotAction'], /[^*][*?]|[*?]./),
  entries('action in another case', ['Action', 'NotAction'], /^STS/),
  entries('resource with a wildcard', ['Resource', 'NotResource'], /.[*?]/),
  entries('resource with a variable', ['Resource', 'NotResource'], /\$\{/),
  entries('resource of another partition', ['Resource', 'NotResource'], /^arn:aws-iso:/),
  value('variable', /\$\{aws:/),
  value('variable with a default', /\$\{aws:[^}]*,/),
  value('escaped wildcard', /\$\{[*?$]\}/),
  value('IPv6', /^[0-9a-f]*:[0-9a-f:/]*$/),
  { name: 'Version 2008-10-17', without: (all) => withVersion(all, '2008-10-17', '2012-10-17') },
  ...OPERATORS.map((name) => operator(name, new RegExp(`^(For\\w+:)?${name}(IfExists)?$`))),
  operator('IfExists', /IfExists$/),
  operator('ForAllValues', /^ForAllValues/),
  operator('ForAnyValue', /^ForAnyValue/),
  ...KEYS.map(key),
  holding('tags', 'Tags', isNotEmpty),
  holding('permissions boundary', 'PermissionsBoundary'),
  holding('inline policies', 'RolePolicyList', isNotEmpty),
  holding('managed policies', 'AttachedManagedPolicies', isNotEmpty),
  holding('groups', 'GroupList', isNotEmpty),
  statements('session tags', (each, kind) => kind === 'trust' && /TagSession/.test(JSON.stringify(each['Action']))),
  statements('scp: Allow', (each, kind) => kind === 'scp' && each['Effect'] === 'Allow'),
  statements('scp: Deny', (each, kind) => kind === 'scp' && each['Effect'] === 'Deny'),
  withinEffect('Allow', 'scp', 'Condition'),
  withinEffect('Allow', 'scp', 'NotAction'),
  withinEffect('Deny', 'scp', 'NotAction'),
  withinEffect('Deny', 'scp', 'Condition'),
  statements(
    'scp: Allow with Resource',
    (each, kind) => kind === 'scp' && each['Effect'] === 'Allow' && each['Resource'] !== '*',
  ),
  statements('rcp: Deny', (each, kind) => kind === 'rcp' && each['Effect'] === 'Deny'),
  organization('FullAWSAccess absent', (all) => (all.fullAwsAccess === false ? { ...all, fullAwsAccess: true } : null)),
  organization('policy type not enabled', (all) => (all.enabled?.length === 2 ? null : { ...all, enabled: undefined })),
  organization('management account collected', (all) =>
    COLLECTED_ID.test(all.management) ? { ...all, management: MANAGEMENT } : null,
  ),
  { name: 'partitions', without: (all) => inOnePartition(all) },
  { name: 'an organization', without: ({ accounts, organization: all }) => (all === undefined ? null : { accounts }) },
  { name: 'policy that cannot be read', without: (all) => withoutUnreadable(all) },
];

const withVersion = (generated: GeneratedCase, from: string, to: string): GeneratedCase | null =>
  editDocuments(generated, (document) => (document['Version'] === from ? { ...document, Version: to } : document));

/** Turned into one that says nothing. */
const withoutUnreadable = (generated: GeneratedCase): GeneratedCase | null =>
  editParts(generated, (part) => (UNREADABLE.has(JSON.stringify(part)) ? { Statement: [] } : part));

function inOnePartition(generated: GeneratedCase): GeneratedCase | null {
  const text = JSON.stringify(generated);
  const plain = text.replaceAll(/arn:aws-(cn|us-gov):/g, 'arn:aws:');
  return plain === text ? null : (JSON.parse(plain) as GeneratedCase);
}
