import { decodeDocument } from '../../core/policy/decode.ts';
import type { JsonPath, PolicyType } from '../../core/validate/finding.ts';
import {
  checkPolicy,
  checkPolicyText,
  NOTHING_KNOWN,
  type CheckedPolicy,
  type PolicyCircumstances,
  unreadable,
} from './check-policy.ts';
import { duplicateKey, parseText, type LocatedJson } from './policy-text.ts';
import { policiesIn, type PolicyInFile } from './policies-in-file.ts';

/** A policy that was checked, by the name under which people know it. */
export interface NamedPolicy extends CheckedPolicy {
  readonly name: string;
}

/**
 * Checks every policy in the text of a file, JSON or URL-encoded JSON. Places are those of the file, but in a document
 * that is text inside the JSON: there it is the place of that text. Empty where the file holds no policy.
 */
export async function checkFile(
  text: string,
  name: string,
  given: PolicyType | null,
  known: PolicyCircumstances = NOTHING_KNOWN,
): Promise<readonly NamedPolicy[]> {
  const decoded = /^\s*%7B/i.test(text) ? decodeDocument(text.trim()).text : text;
  const parsed = parseText(decoded);
  if (!parsed.ok) return [{ name, ...unreadable(parsed, given) }];
  const policies = policiesIn(parsed.json.value);
  return Promise.all(
    policies.map(async (policy) => ({
      name: policy.name ?? name,
      ...(await checkWithin(policy, parsed.json, given, known)),
    })),
  );
}

async function checkWithin(
  policy: PolicyInFile,
  json: LocatedJson,
  given: PolicyType | null,
  known: PolicyCircumstances,
): Promise<CheckedPolicy> {
  const { path, text, holder, awsManaged } = policy;
  const type = given ?? policy.type;
  const circumstances = { ...known, holder, awsManaged };
  if (text !== null) {
    const placeOf = () => json.place(path);
    const checked = await checkPolicyText(text, type, circumstances);
    return { ...checked, findings: checked.findings.map((each) => ({ ...each, place: placeOf() })), placeOf };
  }
  const document = valueAt(json.value, path);
  const checked = await checkPolicy(document, type, circumstances);
  const duplicates = json.duplicates.flatMap((at) =>
    startsWith(at, path) ? [duplicateKey(at.slice(path.length))] : [],
  );
  const placeOf = (inside: JsonPath) => json.place([...path, ...inside]);
  return {
    type: checked.type,
    findings: [...duplicates, ...checked.findings].map((each) => ({ ...each, place: placeOf(each.path) })),
    document: JSON.stringify(document),
    placeOf,
  };
}

const startsWith = (path: JsonPath, start: JsonPath): boolean => start.every((step, at) => path[at] === step);

const valueAt = (value: unknown, path: JsonPath): unknown =>
  path.reduce((inner, step) => (inner as Record<string | number, unknown>)[step], value);
