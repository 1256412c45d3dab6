import { CHECKS, type Check, type CheckCode, type FindingClass } from '../../core/validate/checks.ts';
import { pathText } from '../../core/validate/finding.ts';
import type { SaidFinding, SaidPolicy } from '../../resolve/index.ts';
import { packageVersion } from '../package.ts';
import type { CheckedSource } from './findings.ts';

/** Findings as SARIF 2.1.0 ("Static Analysis Results Interchange Format"), as code scanning services take them. */
export function sarifOf(sources: readonly CheckedSource[]) {
  const found = sources.flatMap(({ policies }) => policies.flatMap(({ findings }) => findings));
  const rules = new Map(found.map((finding) => [finding.code, finding]));
  const codes = [...rules.keys()].toSorted();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'rolereach',
            version: packageVersion(),
            rules: codes.map((code) => ruleOf(rules.get(code)!)),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: sources.flatMap(({ file, policies }) =>
          policies.flatMap((policy) => policy.findings.map((finding) => resultOf(finding, policy, file, codes))),
        ),
      },
    ],
  };
}

function ruleOf(finding: SaidFinding) {
  const { code, title, why, help, helpUri } = aboutOf(finding);
  return {
    id: code,
    name: code.toLowerCase().replaceAll(/(?:^|[-_])(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: help, markdown: help },
    ...(helpUri === null ? {} : { helpUri }),
    defaultConfiguration: { level: LEVELS[finding.class] },
    properties: {
      tags: finding.class === 'SECURITY_WARNING' ? ['iam', 'security'] : ['iam'],
      // Code scanning reads it as a score of CVSS: 7 and more is high.
      ...(finding.class === 'SECURITY_WARNING' ? { 'security-severity': '7.0' } : {}),
    },
  };
}

/** Of a check of Access Analyzer, nothing is known but its code and page. */
function aboutOf({ code, link }: SaidFinding) {
  const title = `Access Analyzer: ${code}`;
  if (!isOwn(code)) return { code, title, why: title, help: link ?? title, helpUri: link };
  const check: Check = CHECKS[code];
  const help = `${check.why} More: rolereach validate --explain ${code}`;
  return { code, title: check.title, why: check.why, help, helpUri: null };
}

const isOwn = (code: string): code is CheckCode => Object.hasOwn(CHECKS, code);

const LEVELS: Readonly<Record<FindingClass, 'error' | 'warning' | 'note'>> = {
  ERROR: 'error',
  SECURITY_WARNING: 'warning',
  WARNING: 'warning',
  SUGGESTION: 'note',
};

function resultOf(finding: SaidFinding, { name }: SaidPolicy, file: string | null, codes: readonly string[]) {
  const { code, message, place, path } = finding;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[finding.class],
    message: { text: message },
    properties: { by: finding.by },
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
