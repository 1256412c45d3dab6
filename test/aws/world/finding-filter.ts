import type { Criterion, Finding } from '../extras.ts';

/** Whether a finding meets each criterion: page "IAM Access Analyzer filter keys". */
export const matchesFilter = (finding: Finding, filter: Readonly<Record<string, Criterion>>): boolean =>
  Object.entries(filter).every(([key, criterion]) => meets(valuesOf(finding, key), criterion));

function meets(values: readonly string[], { eq, neq, contains, exists }: Criterion): boolean {
  if (exists !== undefined && exists !== values.length > 0) return false;
  if (eq !== undefined && !eq.some((value) => values.includes(value))) return false;
  if (neq !== undefined && neq.some((value) => values.includes(value))) return false;
  return contains === undefined || contains.some((part) => values.some((value) => value.includes(part)));
}

/** A key is a member of the finding or of its details, `principal.AWS` one inside of that. */
function valuesOf(finding: Finding, key: string): readonly string[] {
  const details = finding.findingDetails.flatMap((detail) => Object.values(detail));
  return [finding, ...details].flatMap((holder) => textsOf(memberOf(holder, key)));
}

function memberOf(holder: object, key: string): unknown {
  const members = holder as Readonly<Record<string, unknown>>;
  const dot = key.indexOf('.');
  if (dot < 0) return members[key];
  const inner = members[key.slice(0, dot)];
  return typeof inner === 'object' && inner !== null
    ? (inner as Readonly<Record<string, unknown>>)[key.slice(dot + 1)]
    : undefined;
}

const textsOf = (value: unknown): string[] => [value].flat().filter(isScalar).map(String);

const isScalar = (value: unknown): value is string | boolean => typeof value === 'string' || typeof value === 'boolean';
