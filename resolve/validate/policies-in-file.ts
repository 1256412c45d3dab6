import { decodeDocument } from '../../core/policy/decode.ts';
import type { JsonPath, PolicyType } from '../../core/validate/finding.ts';
import { isRecord } from '../../core/policy/syntax.ts';
import type { PolicyCircumstances } from './check-policy.ts';

/** A policy in a file, which may hold more around it: what the AWS CLI printed. */
export interface PolicyInFile {
  /** `Role Deployer`; null where the file is the policy. */
  readonly name: string | null;
  /** Null where the file does not say. */
  readonly type: PolicyType | null;
  readonly holder: PolicyCircumstances['holder'];
  /** Also a service-linked role. */
  readonly awsManaged: boolean;
  /** Where the document is in the file. */
  readonly path: JsonPath;
  /** Set where the document is text inside the JSON: its places are not those of the file. */
  readonly text: string | null;
}

/**
 * The policies in a value: the value itself, or the documents in the answers of `get-role`, `get-policy-version`,
 * `get-role-policy`, `describe-policy` of Organizations, `get-account-authorization-details` and their like.
 */
export function policiesIn(value: unknown): readonly PolicyInFile[] {
  if (isPolicy(value)) return [{ name: null, type: null, holder: null, awsManaged: false, path: [], text: null }];
  return [...documentsIn(value, [], { awsManaged: false, name: null, holder: null, type: null })];
}

const isPolicy = (value: unknown): boolean => isRecord(value) && 'Statement' in value;

type Around = Pick<PolicyInFile, 'awsManaged' | 'name' | 'holder' | 'type'>;

function* documentsIn(value: unknown, path: JsonPath, around: Around): Iterable<PolicyInFile> {
  if (Array.isArray(value))
    for (const [index, item] of (value as unknown[]).entries()) yield* documentsIn(item, [...path, index], around);
  if (!isRecord(value) || value['IsDefaultVersion'] === false) return;
  const here = aroundIn(value, around);
  for (const [name, member] of Object.entries(value)) {
    const at = [...path, name];
    const kind = Object.hasOwn(DOCUMENTS, name) ? DOCUMENTS[name]!(here) : null;
    if (kind === null) yield* documentsIn(member, at, here);
    else if (isPolicy(member)) yield { ...here, ...kind, path: at, text: null };
    else if (typeof member === 'string') yield { ...here, ...kind, path: at, text: decodeDocument(member).text };
  }
}

/** The members that hold a document, and what kind of policy that makes it. */
const DOCUMENTS: Readonly<Record<string, (around: Around) => Pick<PolicyInFile, 'type' | 'holder'>>> = {
  AssumeRolePolicyDocument: () => ({ type: 'trust', holder: null }),
  PolicyDocument: ({ holder }) => ({ type: 'identity', holder }),
  Document: () => ({ type: 'identity', holder: 'managed' }),
  Content: ({ type }) => ({ type: type ?? 'scp', holder: null }),
};

function aroundIn(value: Record<string, unknown>, around: Around): Around {
  const { PolicySummary: summary, Arn: arn } = value;
  const entity = ['Role', 'User', 'Group'].find((kind) => typeof value[`${kind}Name`] === 'string');
  const policy = value['PolicyName'];
  const name = [
    ...(entity === undefined
      ? around.name === null
        ? []
        : [around.name]
      : [`${entity} ${String(value[`${entity}Name`])}`]),
    ...(typeof policy === 'string' ? [`policy ${policy}`] : []),
    ...(isRecord(summary) && typeof summary['Name'] === 'string' ? [`policy ${summary['Name']}`] : []),
  ].join(', ');
  return {
    name: name === '' ? null : name,
    holder: entity === undefined ? around.holder : (entity.toLowerCase() as 'role' | 'user' | 'group'),
    awsManaged:
      around.awsManaged ||
      (typeof arn === 'string' && /^arn:[^:]+:iam::(aws:|\d+:role\/aws-service-role\/)/.test(arn)) ||
      (isRecord(summary) && summary['AwsManaged'] === true),
    type: isRecord(summary) && summary['Type'] === 'RESOURCE_CONTROL_POLICY' ? 'rcp' : around.type,
  };
}
