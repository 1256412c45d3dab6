import {
  type AccessAnalyzerClient,
  CheckAccessNotGrantedCommand,
  CheckNoNewAccessCommand,
  CheckNoPublicAccessCommand,
  paginateValidatePolicy,
  type PathElement,
  type ReasonSummary,
  type ValidatePolicyFinding,
} from '@aws-sdk/client-accessanalyzer';
import type { FindingClass } from '../../core/validate/checks.ts';
import type { JsonPath, PolicyType } from '../../core/validate/finding.ts';

/** What Access Analyzer says of a policy. */
export interface AnalyzerFinding {
  /** Its issue code, or the name of the check that failed: `CHECK_NO_NEW_ACCESS`. */
  readonly code: string;
  readonly class: FindingClass;
  readonly message: string;
  readonly path: JsonPath;
  readonly link: string | null;
}

/** What to ask beyond whether a policy is valid. */
export interface Questions {
  /** Document of a policy that must allow as much: CheckNoNewAccess. */
  readonly existing: string | null;
  /** Actions that must not be allowed: CheckAccessNotGranted. */
  readonly notGranted: readonly string[];
}

/**
 * ValidatePolicy; of a trust policy also CheckNoPublicAccess; and what else is asked.
 * @throws what Access Analyzer says
 */
export async function askAnalyzer(
  client: AccessAnalyzerClient,
  document: string,
  type: PolicyType,
  questions: Questions,
): Promise<readonly AnalyzerFinding[]> {
  const asked = [
    validated(client, document, type),
    ...(type === 'trust' ? [publicAccess(client, document)] : []),
    ...(questions.existing === null || !isGrant(type) ? [] : [newAccess(client, document, type, questions.existing)]),
    ...(questions.notGranted.length === 0 || !isGrant(type)
      ? []
      : [grantedAccess(client, document, type, questions.notGranted)]),
  ];
  return (await Promise.all(asked)).flat();
}

/** A control policy grants nothing that could be new. */
const isGrant = (type: PolicyType): boolean => type === 'trust' || type === 'identity';

const ROLE_TRUST = 'AWS::IAM::AssumeRolePolicyDocument';

async function validated(client: AccessAnalyzerClient, policyDocument: string, type: PolicyType) {
  const findings: AnalyzerFinding[] = [];
  const kind = type === 'trust' ? ({ validatePolicyResourceType: ROLE_TRUST } as const) : {};
  for await (const page of paginateValidatePolicy({ client }, { policyDocument, policyType: TYPES[type], ...kind }))
    findings.push(...(page.findings ?? []).map(findingOf));
  return findings;
}

const TYPES = {
  trust: 'RESOURCE_POLICY',
  identity: 'IDENTITY_POLICY',
  boundary: 'IDENTITY_POLICY',
  scp: 'SERVICE_CONTROL_POLICY',
  rcp: 'RESOURCE_CONTROL_POLICY',
} as const;

const accessType = (type: PolicyType) => (type === 'trust' ? 'RESOURCE_POLICY' : 'IDENTITY_POLICY');

const findingOf = ({ issueCode, findingType, findingDetails, learnMoreLink, locations }: ValidatePolicyFinding) => ({
  code: issueCode ?? 'UNKNOWN',
  class: findingType ?? ('WARNING' as const),
  message: findingDetails ?? '',
  path: (locations?.[0]?.path ?? []).flatMap(stepOf),
  link: learnMoreLink ?? null,
});

/** A place inside a text, or the name of a member rather than its value, is at the step before. */
function stepOf(element: PathElement): JsonPath {
  if (element.index !== undefined) return [element.index];
  if (element.value !== undefined) return [element.value];
  return element.key === undefined ? [] : [element.key];
}

async function publicAccess(client: AccessAnalyzerClient, policyDocument: string) {
  const check = new CheckNoPublicAccessCommand({ policyDocument, resourceType: ROLE_TRUST });
  return failures(await client.send(check), 'CHECK_NO_PUBLIC_ACCESS', 'SECURITY_WARNING');
}

async function newAccess(client: AccessAnalyzerClient, document: string, type: PolicyType, existing: string) {
  const documents = { existingPolicyDocument: existing, newPolicyDocument: document };
  const check = new CheckNoNewAccessCommand({ ...documents, policyType: accessType(type) });
  return failures(await client.send(check), 'CHECK_NO_NEW_ACCESS', 'ERROR');
}

async function grantedAccess(
  client: AccessAnalyzerClient,
  policyDocument: string,
  type: PolicyType,
  actions: readonly string[],
) {
  const access = [{ actions: [...actions] }];
  const check = new CheckAccessNotGrantedCommand({ policyDocument, access, policyType: accessType(type) });
  return failures(await client.send(check), 'CHECK_ACCESS_NOT_GRANTED', 'ERROR');
}

interface Answer {
  readonly result?: string | undefined;
  readonly message?: string | undefined;
  readonly reasons?: readonly ReasonSummary[] | undefined;
}

/** Of an answer that is FAIL, a finding for each statement that is a reason, or one for the policy. */
function failures({ result, message = '', reasons = [] }: Answer, code: string, className: FindingClass) {
  if (result !== 'FAIL') return [];
  const said = (text: string, path: JsonPath): AnalyzerFinding => ({
    code,
    class: className,
    message: text,
    path,
    link: null,
  });
  if (reasons.length === 0) return [said(message, [])];
  return reasons.map(({ description, statementIndex }) =>
    said(`${message} ${description ?? ''}`.trim(), statementIndex === undefined ? [] : ['Statement', statementIndex]),
  );
}
