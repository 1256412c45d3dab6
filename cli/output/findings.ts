import { FINDING_CLASSES, type FindingClass } from '../../core/validate/checks.ts';
import { pathText } from '../../core/validate/finding.ts';
import type { SaidFinding, SaidPolicy } from '../../resolve/index.ts';
import { counted, grouped } from './numbers.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';

/** Policies from one file, or of one role, where `file` is null. */
export interface CheckedSource {
  readonly file: string | null;
  readonly policies: readonly SaidPolicy[];
}

/** What `validate --json` prints. */
export const findingsJson = (sources: readonly CheckedSource[]) => ({
  policies: sources.flatMap(({ file, policies }) =>
    policies.map(({ name, type, findings }) => ({
      file,
      name,
      type,
      findings: findings.map(({ path, place, link, ...finding }) => ({
        ...finding,
        ...(link === null ? {} : { link }),
        path: pathText(path),
        // Of a stored policy the text is on one line, and is no file.
        ...(file === null ? {} : place),
      })),
    })),
  ),
});

/** By policy, worst first, and what it comes to. */
export function findingsText(sources: readonly CheckedSource[], style: Style): string[] {
  const all = sources.flatMap(({ policies }) => policies.flatMap(({ findings }) => findings));
  return [
    ...sources.flatMap((source) => source.policies.flatMap((policy) => policyLines(policy, source, style))),
    summary(all, sources.flatMap(({ policies }) => policies).length),
    ...(all.length === 0
      ? []
      : [style.dim('Why a check matters: rolereach validate --explain CODE, or docs/checks/CODE.md')]),
  ];
}

function policyLines({ name, type, findings }: SaidPolicy, { file }: CheckedSource, style: Style): string[] {
  if (findings.length === 0) return [];
  const title = file === null || file === name ? name : `${file}: ${name}`;
  return [
    `${style.bold(printable(title))}  ${style.dim(TYPE_NAMES[type])}`,
    ...findings.flatMap((finding) => findingLines(finding, file !== null, style)),
    '',
  ];
}

const TYPE_NAMES: Readonly<Record<SaidPolicy['type'], string>> = {
  trust: 'trust policy',
  identity: 'identity policy',
  boundary: 'permissions boundary',
  scp: 'service control policy',
  rcp: 'resource control policy',
  resource: 'resource policy',
};

function findingLines(finding: SaidFinding, isInFile: boolean, style: Style): string[] {
  const { place, path, code, message } = finding;
  const label = CLASS_NAMES[finding.class].padEnd(16);
  const paint = finding.class === 'ERROR' ? style.red : finding.class === 'SUGGESTION' ? style.dim : style.yellow;
  const where = `${isInFile ? `${place.line}:${place.column}  ` : ''}${pathText(path)}`;
  return [
    `  ${paint(label)}  ${printable(message)}`,
    style.dim(`  ${' '.repeat(16)}  ${printable(where)}  ${printable(code)}${sayer(finding)}`),
  ];
}

/** Said only where somebody else has a say. */
const sayer = ({ by }: SaidFinding): string =>
  by.includes('access-analyzer') ? `  (Access Analyzer${by.length > 1 ? ' too' : ''})` : '';

const CLASS_NAMES: Readonly<Record<FindingClass, string>> = {
  ERROR: 'error',
  SECURITY_WARNING: 'security warning',
  WARNING: 'warning',
  SUGGESTION: 'suggestion',
};

const policiesText = (count: number): string => (count === 1 ? '1 policy' : `${grouped(count)} policies`);

function summary(findings: readonly SaidFinding[], policies: number): string {
  const counts = FINDING_CLASSES.flatMap((each) => {
    const count = findings.filter((finding) => finding.class === each).length;
    return count === 0 ? [] : [counted(count, CLASS_NAMES[each])];
  });
  return `${policiesText(policies)} checked: ${counts.join(', ') || 'nothing found'}.`;
}
