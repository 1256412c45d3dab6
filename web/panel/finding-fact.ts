import type { PrincipalDetails } from './queries.ts';

/** A finding in a line: what it is and whether it stands, and whom it is about. */
export function findingFact(finding: PrincipalDetails['findings'][number]): readonly [string, string] {
  const { type, status, error, principal, condition, archiveRules } = finding;
  const who = principal.map(({ value }) => (value === '*' ? 'anyone' : value)).join(', ');
  const asked = condition.map(({ key, value }) => `${key} = ${value}`);
  const rules = archiveRules.map((name) => `archive rule ${name}`);
  return [`${type}, ${status}`, [error ?? who, ...asked, ...rules].filter(Boolean).join(' · ') || finding.findingId];
}
