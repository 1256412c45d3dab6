import { namesIn } from '../../core/validate/catalogue.ts';
import type { JsonPath, PolicyFinding, PolicyType } from '../../core/validate/finding.ts';
import { policyTypeOf } from '../../core/validate/policy-type.ts';
import type { PolicyContext } from '../../core/validate/rule.ts';
import { validatePolicy } from '../../core/validate/validate.ts';
import { viewPolicy } from '../../core/validate/view.ts';
import { loadCatalogue } from './catalogue.ts';
import { duplicateKey, invalidJson, parseText, type ParsedText, type Place } from './policy-text.ts';

/** A finding, and where in the text it is. */
export interface PlacedFinding extends PolicyFinding {
  readonly place: Place;
}

export type PolicyCircumstances = Omit<PolicyContext, 'catalogue'>;

/** Of a policy that one knows nothing else of. */
export const NOTHING_KNOWN: PolicyCircumstances = {
  vendorOf: () => null,
  isOwn: () => null,
  holder: null,
  awsManaged: false,
};

export interface CheckedPolicy {
  /** `resource`: a policy of another kind, which is not checked. */
  readonly type: PolicyType | 'resource';
  readonly findings: readonly PlacedFinding[];
  /** As JSON; null where it is none. */
  readonly document: string | null;
  /** Where in the text a part of the document is. */
  readonly placeOf: (path: JsonPath) => Place;
}

/** Checks the text of a policy; its kind is found out where it is not given. */
export async function checkPolicyText(
  text: string,
  given: PolicyType | null,
  circumstances: PolicyCircumstances = NOTHING_KNOWN,
): Promise<CheckedPolicy> {
  const parsed = parseText(text);
  if (!parsed.ok) return unreadable(parsed, given);
  const { value, duplicates, place } = parsed.json;
  const { type, findings } = await checkPolicy(value, given, circumstances);
  const all = type === 'resource' ? [] : [...duplicates.map(duplicateKey), ...findings];
  return { type, findings: all.map((each) => ({ ...each, place: place(each.path) })), document: text, placeOf: place };
}

/** Of a text that is no JSON. */
export const unreadable = (
  { reason, place }: Extract<ParsedText, { ok: false }>,
  given: PolicyType | null,
): CheckedPolicy => ({
  type: given ?? 'identity',
  findings: [{ ...invalidJson(reason), place }],
  document: null,
  placeOf: () => place,
});

/** The same of a document that is read already. */
export async function checkPolicy(
  document: unknown,
  given: PolicyType | null,
  circumstances: PolicyCircumstances,
): Promise<{ readonly type: PolicyType | 'resource'; readonly findings: readonly PolicyFinding[] }> {
  const view = viewPolicy(document);
  const type = given ?? policyTypeOf(view);
  if (type === 'resource') return { type, findings: [] };
  const catalogue = await loadCatalogue(namesIn(view));
  return { type, findings: validatePolicy(view, type, { ...circumstances, catalogue }) };
}
