import type { Criterion, FindingDetail } from '../model/access-analyzer.ts';
import type { FindingAccess } from '../model/finding.ts';

type Filter = Readonly<Record<string, Criterion>>;
type Described = Omit<FindingDetail, 'findingDetails'>;

/**
 * Whether a finding meets the criteria of an archive rule, all of them. A criterion of a key that is not known here is
 * not met, so that nothing is called hidden that may not be.
 * Pages "Criterion" and "IAM Access Analyzer filter keys"; values are compared as text, with case.
 */
export function meets(filter: Filter, finding: Described, access: FindingAccess | null): boolean {
  return Object.entries(filter).every(([key, criterion]) => holds(criterion, valuesOf(key, finding, access)));
}

function holds({ eq, neq, contains, exists }: Criterion, values: readonly string[]): boolean {
  const isIn = (wanted: readonly string[]): boolean => values.some((value) => wanted.includes(value));
  if (eq !== undefined && !isIn(eq)) return false;
  if (neq !== undefined && isIn(neq)) return false;
  if (contains !== undefined && !values.some((value) => contains.some((part) => value.includes(part)))) return false;
  return exists === undefined || exists === values.length > 0;
}

function valuesOf(key: string, finding: Described, access: FindingAccess | null): readonly string[] {
  const [family, name] = split(key);
  if (family === 'principal') return present(access?.principal[name]);
  if (family === 'condition') return present(valueOfKey(access?.condition ?? {}, name));
  switch (key) {
    case 'id':
      return [finding.id];
    case 'resource':
      return present(finding.resource);
    case 'resourceType':
      return [finding.resourceType];
    case 'resourceOwnerAccount':
      return [finding.resourceOwnerAccount];
    case 'status':
      return [finding.status];
    case 'findingType':
      return [finding.findingType ?? 'ExternalAccess'];
    case 'error':
      return present(finding.error);
    case 'isPublic':
      return access === null ? [] : [String(access.isPublic)];
    case 'action':
      return access?.actions ?? [];
    default:
      return [];
  }
}

function split(key: string): readonly [family: string, name: string] {
  const dot = key.indexOf('.');
  return dot < 0 ? [key, ''] : [key.slice(0, dot), key.slice(dot + 1)];
}

/** Condition keys are the same in any case. */
const valueOfKey = (condition: FindingAccess['condition'], name: string): string | undefined =>
  Object.entries(condition).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];

const present = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value]);

/** `resource contains "Cognito"`: each criterion as text. */
export const criteriaText = (filter: Filter): string[] =>
  Object.entries(filter).flatMap(([key, { eq, neq, contains, exists }]) => [
    ...(eq === undefined ? [] : [`${key} is ${anyOf(eq)}`]),
    ...(neq === undefined ? [] : [`${key} is not ${anyOf(neq)}`]),
    ...(contains === undefined ? [] : [`${key} contains ${anyOf(contains)}`]),
    ...(exists === undefined ? [] : [`${key} ${exists ? 'is there' : 'is not there'}`]),
  ]);

const anyOf = (values: readonly string[]): string => values.map((value) => `"${value}"`).join(' or ');
