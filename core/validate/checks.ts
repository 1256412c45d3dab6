/** The four classes of IAM Access Analyzer ("Validate policies with IAM Access Analyzer"), worst first. */
export const FINDING_CLASSES = ['ERROR', 'SECURITY_WARNING', 'WARNING', 'SUGGESTION'] as const;
export type FindingClass = (typeof FINDING_CLASSES)[number];

export interface Check {
  readonly class: FindingClass;
  readonly title: string;
  /** Why it matters, for someone who has not met it before. */
  readonly why: string;
  /** Issue codes of Access Analyzer that say the same. */
  readonly analyzer: readonly string[];
}

const of =
  (className: FindingClass) =>
  (title: string, why: string, ...analyzer: readonly string[]): Check => ({ class: className, title, why, analyzer });

const error = of('ERROR');
const security = of('SECURITY_WARNING');
const warning = of('WARNING');
const suggestion = of('SUGGESTION');

/** Every check by its code. A code never changes its meaning; docs/checks has a page on each. */
export const CHECKS = {
  'invalid-json': error(
    'Not a JSON document',
    'AWS refuses what is not JSON, and a tool that is more forgiving may show you another policy than the one in force.',
    'JSON_SYNTAX_ERROR',
  ),
  'duplicate-key': error(
    'A name twice in one object',
    'AWS refuses an object that says the same name twice. Tools that keep the last one silently drop the other, so that what you review is not what you wrote.',
    'DUPLICATE_KEYS_WITH_DIFFERENT_CASE',
  ),
  'invalid-type': error(
    'A value of the wrong type',
    'The grammar wants text, a list of texts or an object in each place; AWS refuses anything else.',
    'DATA_TYPE_MISMATCH',
    'INVALID_CONDITION_DATA_TYPE',
  ),
  'unknown-element': error(
    'An element that does not exist',
    'Elements are few, and their names are case-sensitive; AWS refuses any other.',
    'INVALID_POLICY_ELEMENT',
  ),
  'missing-element': error(
    'An element is missing',
    'Without an effect, actions, and resources or principals a statement says nothing; AWS refuses it.',
    'MISSING_ACTION',
    'MISSING_EFFECT',
    'MISSING_PRINCIPAL',
    'MISSING_RESOURCE',
    'MISSING_STATEMENT',
  ),
  'excluding-elements': error(
    'Two elements that exclude each other',
    'An element and its Not form cannot stand in one statement: AWS refuses it, because it could mean either.',
    'UNSUPPORTED_ELEMENT_COMBINATION',
  ),
  'unsupported-element': error(
    'An element that this kind of policy cannot have',
    'A trust policy is attached to its only resource and names principals; identity policies and service control policies are attached to principals and name resources.',
    'UNSUPPORTED_PRINCIPAL',
    'SCP_SYNTAX_ERROR_PRINCIPAL',
  ),
  'invalid-version': error(
    'A Version that does not exist',
    'Version is the version of the policy language, not of your policy: 2012-10-17, or the old 2008-10-17.',
    'INVALID_VERSION',
  ),
  'missing-version': warning(
    'No Version',
    'Without a Version, AWS reads the policy in the language of 2008, in which variables such as ${aws:username} are plain text.',
    'MISSING_VERSION',
  ),
  'old-version-variable': warning(
    'A variable that the old Version does not know',
    'In the language of 2008-10-17 a variable is plain text: an Allow with it matches nothing that you mean, and a Deny protects nothing.',
    'VARIABLE_UNSUPPORTED_IN_VERSION',
  ),
  'invalid-effect': error(
    'An Effect that does not exist',
    'Effect is Allow or Deny, spelled so: it is case-sensitive.',
    'INVALID_EFFECT',
  ),
  'invalid-sid': error(
    'A Sid with characters that it cannot have',
    'A Sid holds letters and digits only; AWS refuses spaces, hyphens and the rest.',
    'UNSUPPORTED_SID',
  ),
  'duplicate-sid': error(
    'A Sid twice',
    'The Sid must be unique in its policy: AWS refuses a second one, and evidence that names a Sid would name two statements.',
    'UNIQUE_SIDS_REQUIRED',
    'UNIQUE_SIDS_RECOMMENDED',
  ),
  'empty-element': suggestion(
    'An empty list or object',
    'A statement with an empty list matches nothing, and an empty Condition asks for nothing: either something was forgotten, or it can go.',
    'EMPTY_ARRAY_ACTION',
    'EMPTY_ARRAY_CONDITION',
    'EMPTY_ARRAY_RESOURCE',
    'EMPTY_OBJECT_CONDITION',
    'EMPTY_OBJECT_PRINCIPAL',
    'EMPTY_ARRAY_PRINCIPAL',
  ),
  'invalid-action': error(
    'An action of the wrong form',
    'An action is the prefix of a service, a colon, and a name: s3:GetObject. AWS refuses any other form.',
    'INVALID_ACTION_FORMAT',
    'MISSING_SERVICE_PREFIX',
  ),
  'unknown-service': warning(
    'A service that AWS does not document',
    'AWS accepts a prefix that belongs to no service; the statement then matches nothing, which is a gap where it was to deny.',
    'INVALID_SERVICE_IN_ACTION',
  ),
  'unknown-action': warning(
    'An action that AWS does not document',
    'AWS accepts a name that no action has, and it matches nothing: what was to be allowed is not, and what was to be denied is. A few old or internal actions are not documented, and fine.',
    'INVALID_ACTION',
  ),
  'action-not-for-trust': error(
    'An action that a trust policy cannot have',
    'A trust policy is about who may assume the role; AWS accepts only actions of STS in it.',
    'UNSUPPORTED_ACTION_IN_POLICY',
    'ROLE_TRUST_POLICY_SYNTAX_ERROR_ACTION',
  ),
  'not-action-allow': warning(
    'Allow with NotAction',
    'It allows every action but those listed, of every service, also of services that AWS adds tomorrow.',
  ),
  'invalid-arn': error(
    'A resource that is no ARN',
    'A resource is an ARN or "*". In an ARN the service must be spelled out and an account has twelve digits; AWS refuses the rest, or the pattern matches nothing.',
    'INVALID_ARN_PREFIX',
    'INVALID_ARN_ACCOUNT',
    'MISSING_ARN_FIELD',
    'INVALID_PARTITION',
  ),
  'unknown-operator': error(
    'A condition operator that does not exist',
    'AWS refuses an operator that it does not know; Null takes no IfExists, because it asks just that.',
    'INVALID_CONDITION_OPERATOR',
    'NULL_WITH_IF_EXISTS',
  ),
  'invalid-condition-value': error(
    'A value that its operator cannot compare',
    'A number, a date, an address, an ARN or true and false is wanted; anything else never matches, or AWS refuses it.',
    'TYPE_MISMATCH_BOOLEAN',
    'TYPE_MISMATCH_DATE',
    'TYPE_MISMATCH_IP_RANGE',
    'TYPE_MISMATCH_NUMBER',
    'TYPE_MISMATCH_ARN',
  ),
  'unknown-condition-key': warning(
    'A condition key that AWS does not document',
    'AWS accepts a key that does not exist, and it is never in a request: a condition on it is never met, or with a negated operator or IfExists always.',
    'INVALID_GLOBAL_CONDITION_KEY',
    'INVALID_SERVICE_CONDITION_KEY',
  ),
  'operator-type-mismatch': warning(
    'An operator for another type of value',
    'The key holds a value of one type and the operator compares another, so that the comparison fails or compares more loosely than meant.',
    'TYPE_MISMATCH',
  ),
  'missing-qualifier': warning(
    'A key of several values without ForAnyValue or ForAllValues',
    'The key holds several values at once; without a qualifier AWS does not say which of them is compared.',
    'MISSING_QUALIFIER',
  ),
  'for-all-values-allow': security(
    'Allow with ForAllValues on a key of one value',
    'ForAllValues is true when the key is not in the request, so that the Allow also holds for whoever leaves it out.',
    'FORALLVALUES_WITH_SINGLE_VALUED_KEY',
  ),
  'wildcard-without-like': warning(
    'A wildcard that is taken as it stands',
    'StringEquals and its kin compare * and ? as characters; only the Like operators read them as wildcards.',
    'WILDCARD_WITHOUT_LIKE_OPERATOR',
  ),
  'tag-key-case': warning(
    'Tag keys that differ in case only',
    'Tag keys in conditions are not case-sensitive: Team and team are one key here, while a resource can have both.',
    'DUPLICATE_TAG_KEYS_WITH_DIFFERENT_CASE',
  ),
  'never-matches': warning(
    'Conditions that exclude each other',
    'All conditions of a statement must hold at once. These cannot, so that the statement never applies: an Allow gives nothing, a Deny protects nothing.',
  ),
  'mfa-missing-key': security(
    'A test of MFA that long-term credentials pass',
    'aws:MultiFactorAuthPresent is not in requests signed with access keys. BoolIfExists in an Allow then lets them pass, and Bool … false in a Deny does not stop them.',
  ),
  'invalid-principal': error(
    'A principal of the wrong form',
    'A principal is an account, an ARN of one role or user without wildcards, a service, or an identity provider. AWS refuses others.',
    'INVALID_PRINCIPAL_FORMAT',
    'INVALID_PRINCIPAL_KEY',
    'UNSUPPORTED_WILDCARD_IN_PRINCIPAL',
    'INVALID_SERVICE_PRINCIPAL_FORMAT',
  ),
  'principal-action-mismatch': warning(
    'An action that this principal cannot call',
    'Identity providers come by AssumeRoleWithSAML or AssumeRoleWithWebIdentity, everyone else by AssumeRole: any other combination lets no one in.',
    'MISMATCHED_ACTION_FOR_PRINCIPAL',
  ),
  'not-principal-allow': security(
    'Allow with NotPrincipal',
    'It lets in everyone but those named: every account of AWS, and callers without credentials.',
    'ALLOW_WITH_NOT_PRINCIPAL',
  ),
  'not-principal-deny': warning(
    'Deny with NotPrincipal',
    'Besides a role it must name the role’s account and every session, or it denies those too. AWS advises aws:PrincipalArn in a condition instead.',
    'DENY_WITH_NOT_PRINCIPAL',
  ),
  'public-trust': security(
    'A trust in everyone',
    'Any principal of any AWS account can assume the role: nothing in the statement says which account, organization or network it has to be.',
    'CHECK_NO_PUBLIC_ACCESS',
  ),
  'account-wide-trust': warning(
    'A trust in a whole account',
    'Every principal of the account that its own administrators give sts:AssumeRole can come in. Whoever may write policies there decides who reaches this role.',
  ),
  'wildcard-account': security(
    'A condition that names no account',
    'The ARN has a wildcard for its account: a principal of that name in any AWS account, also an attacker’s, meets the condition.',
  ),
  'missing-external-id': security(
    'A vendor or other stranger without an external id',
    'A vendor’s account acts for many customers. Without sts:ExternalId, another customer who knows this role’s ARN can have the vendor use it for him (the confused deputy).',
  ),
  'oidc-missing-sub': security(
    'An OIDC provider without a condition on the subject',
    'The provider signs tokens for everyone who uses it: for GitHub, every repository in the world. Only the subject says whose token it is.',
  ),
  'oidc-missing-aud': security(
    'An OIDC provider without a condition on the audience',
    'Without the audience, a token that was made for some other application of the provider is good for this role too.',
  ),
  'oidc-wide-sub': security(
    'A condition on the subject that lets in strangers',
    'The pattern leaves the organization or namespace open, so that anyone who registers one with the provider matches it.',
  ),
  'confused-deputy': warning(
    'A service that anyone can have act here',
    'The service acts for many accounts. Without aws:SourceAccount, aws:SourceArn or aws:SourceOrgID, someone else’s resource can have it use this role, where the service does not check on its own.',
  ),
  'full-access': security(
    'Every action on every resource',
    'Whoever has the policy is an administrator, also of services that AWS adds tomorrow.',
  ),
  'pass-role-star': security(
    'iam:PassRole on every role',
    'Whoever may pass every role can hand an administrator’s to a service that he controls, and so become one.',
    'PASS_ROLE_WITH_STAR_IN_RESOURCE',
    'PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE',
    'PASS_ROLE_WITH_WILDCARD_IN_RESOURCE',
    'PASS_ROLE_WITH_NOT_RESOURCE',
    'PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE',
  ),
  'assume-any-role': warning(
    'sts:AssumeRole on any account',
    'Whoever has it enters every role, in any account, whose trust takes the whole account of the caller. The reach grows with every such role.',
  ),
  'rcp-not-allowed': error(
    'What a resource control policy cannot say',
    'A resource control policy that you write denies, to the principal "*", listed actions of services that support it; AWS refuses anything else.',
    'RCP_SYNTAX_ERROR_ALLOW',
    'RCP_SYNTAX_ERROR_NOTACTION',
    'RCP_SYNTAX_ERROR_NOTPRINCIPAL',
    'RCP_SYNTAX_ERROR_PRINCIPAL',
    'RCP_SYNTAX_ERROR_ACTION_WILDCARD',
  ),
  'rcp-unsupported-service': warning(
    'A service that resource control policies do not reach',
    'Resource control policies are about the services that support them, which grow in number; of any other the statement protects nothing.',
  ),
  'redundant-action': suggestion(
    'An action that another one covers',
    'It adds nothing: shorter policies are read better, and fit their quota.',
    'REDUNDANT_ACTION',
  ),
  'redundant-resource': suggestion(
    'A resource that another one covers',
    'It adds nothing, and makes the policy look narrower than it is.',
    'REDUNDANT_RESOURCE',
  ),
  'redundant-statement': suggestion(
    'A statement that another one covers',
    'It adds nothing; who takes the right away in one place still leaves it in the other.',
    'REDUNDANT_STATEMENT',
  ),
  'policy-too-large': error(
    'Larger than AWS accepts',
    'AWS refuses a policy that is larger than its quota.',
    'POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA',
    'POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA',
  ),
  'policy-over-default-size': warning(
    'Larger than AWS accepts everywhere',
    'It fits only where the quota was raised, or in some of the places where it could stand.',
  ),
} as const satisfies Record<string, Check>;

export type CheckCode = keyof typeof CHECKS;

export const CHECK_CODES = Object.keys(CHECKS) as readonly CheckCode[];
