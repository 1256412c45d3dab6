import { text, type Json } from '../../protocol/json.ts';
import { required, type Context } from '../operation.ts';
import { analyzerPage } from './analyzer.ts';
import { listed, principalsOf, statementsOf, type Statement } from './policy-document.ts';

type FindingType = 'ERROR' | 'SECURITY_WARNING' | 'SUGGESTION' | 'WARNING';

interface Issue {
  readonly findingType: FindingType;
  readonly issueCode: string;
  readonly findingDetails: string;
  /** Where in the policy: members and indexes. */
  readonly path: readonly (string | number)[];
}

/** Some of the checks of the page "Access Analyzer policy check reference". A location spans the whole document. */
export function validatePolicy(context: Context): Json {
  const policy = required(context, 'policyDocument');
  const isForResource = required(context, 'policyType') === 'RESOURCE_POLICY';
  const isTrust = text(context.parameters, 'validatePolicyResourceType') === 'AWS::IAM::AssumeRolePolicyDocument';
  const statements = statementsOf(policy);
  const issues =
    statements === null
      ? [NO_POLICY]
      : [
          ...ofPolicy(policy),
          ...statements.flatMap((statement, index) => [
            ...ofStatement(statement, ['Statement', index], isForResource, isTrust),
          ]),
        ];
  const { items, next } = analyzerPage(context, issues);
  return { findings: items.map((issue) => asFinding(issue, policy)), nextToken: next };
}

const NO_POLICY: Issue = {
  findingType: 'ERROR',
  issueCode: 'JSON_SYNTAX_ERROR',
  findingDetails: 'Fix the JSON syntax error at index 0 line 1 column 0.',
  path: [],
};

function* ofPolicy(policy: string): Generator<Issue> {
  if ((JSON.parse(policy) as { Version?: string }).Version !== undefined) return;
  const findingDetails =
    'We recommend that you specify the Version element to help you with debugging permission issues.';
  yield { findingType: 'WARNING', issueCode: 'MISSING_VERSION', findingDetails, path: [] };
}

function* ofStatement(
  statement: Statement,
  path: Issue['path'],
  isForResource: boolean,
  isTrust: boolean,
): Generator<Issue> {
  const { Sid, Effect, Principal, NotPrincipal } = statement;
  if (Sid === '') {
    const findingDetails = 'Add a value to the empty string in the Sid element.';
    yield { findingType: 'SUGGESTION', issueCode: 'EMPTY_SID_VALUE', findingDetails, path: [...path, 'Sid'] };
  }
  if (isForResource && Principal === undefined && NotPrincipal === undefined) {
    const findingDetails = 'Add a Principal element to the policy statement.';
    yield { findingType: 'ERROR', issueCode: 'MISSING_PRINCIPAL', findingDetails, path };
  }
  if (Effect === 'Allow' && NotPrincipal !== undefined) {
    const findingDetails =
      'Using Allow with NotPrincipal can be overly permissive. We recommend that you use Principal.';
    yield { findingType: 'SECURITY_WARNING', issueCode: 'ALLOW_WITH_NOT_PRINCIPAL', findingDetails, path };
  }
  if (isTrust && isMismatched(statement)) {
    const findingDetails =
      'The sts:AssumeRole action is invalid with a federated principal. Use sts:AssumeRoleWithSAML with a SAML provider or sts:AssumeRoleWithWebIdentity with an OIDC provider.';
    const issueCode = 'MISMATCHED_ACTION_FOR_PRINCIPAL';
    yield { findingType: 'ERROR', issueCode, findingDetails, path: [...path, 'Action'] };
  }
}

const isMismatched = (statement: Statement): boolean =>
  listed(statement.Action).includes('sts:AssumeRole') &&
  principalsOf(statement).some((principal) => principal.startsWith('Federated '));

function asFinding({ path, issueCode, findingType, findingDetails }: Issue, policy: string): Json {
  const page = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html';
  const anchor = `${findingType}-${issueCode}`.toLowerCase().replaceAll('_', '-');
  return {
    findingType,
    issueCode,
    findingDetails,
    learnMoreLink: `${page}#access-analyzer-reference-policy-checks-${anchor}`,
    locations: [
      {
        path: path.map((step) => (typeof step === 'number' ? { index: step } : { value: step })),
        span: spanOf(policy),
      },
    ],
  };
}

function spanOf(policy: string): Json {
  const lines = policy.split('\n');
  const end = { line: lines.length, column: lines.at(-1)!.length, offset: policy.length };
  return { start: { line: 1, column: 0, offset: 0 }, end };
}
