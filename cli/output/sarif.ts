import { CHECKS, type Check, type CheckCode, type FindingClass } from '../../core/validate/checks.ts';
import { pathText } from '../../core/validate/finding.ts';
import type { NamedPolicy, PlacedFinding } from '../../resolve/index.ts';
import { packageVersion } from '../package.ts';
import type { CheckedSource } from './findings.ts';

/** Findings as SARIF 2.1.0 ("Static Analysis Results Interchange Format"), as code scanning services take them. */
export function sarifOf(sources: readonly CheckedSource[]) {
  const found = sources.flatMap(({ policies }) => policies.flatMap(({ findings }) => findings));
  const codes = [...new Set(found.map(({ code }) => code))].toSorted();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'rolereach', version: packageVersion(), rules: codes.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: sources.flatMap(({ file, policies }) =>
          policies.flatMap((policy) => policy.findings.map((finding) => resultOf(finding, policy, file, codes))),
        ),
      },
    ],
  };
}

function ruleOf(code: CheckCode) {
  const { title, why, class: of }: Check = CHECKS[code];
  const help = `${why} More: rolereach validate --explain ${code}`;
  return {
    id: code,
    name: code.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: help, markdown: help },
    defaultConfiguration: { level: LEVELS[of] },
    properties: {
      tags: of === 'SECURITY_WARNING' ? ['iam', 'security'] : ['iam'],
      // Code scanning reads it as a score of CVSS: 7 and more is high.
      ...(of === 'SECURITY_WARNING' ? { 'security-severity': '7.0' } : {}),
    },
  };
}

const LEVELS: Readonly<Record<FindingClass, 'error' | 'warning' | 'note'>> = {
  ERROR: 'error',
  SECURITY_WARNING: 'warning',
  WARNING: 'warning',
  SUGGESTION: 'note',
};

function resultOf(finding: PlacedFinding, { name }: NamedPolicy, file: string | null, codes: readonly CheckCode[]) {
  const { code, message, place, path } = finding;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[finding.class],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: file === null ? encodeURI(name) : uriOf(file) },
          region: { startLine: place.line, startColumn: place.column },
        },
        logicalLocations: [{ fullyQualifiedName: `${name} ${pathText(path)}` }],
      },
    ],
  };
}

/** A relative reference stays one, which code scanning reads from the root of the repository. */
const uriOf = (file: string): string =>
  file
    .replaceAll('\\', '/')
    .split('/')
    .map((step) => encodeURIComponent(step).replaceAll('%3A', ':'))
    .join('/')
    .replace(/^([A-Za-z]):\//, 'file:///$1:/');
