import type { Json, JsonValue } from './json.ts';

/** Where Access Analyzer's operations are; `{name}` is a parameter, those of the query string are parameters too. */
const ROUTES: readonly (readonly [operation: string, method: string, path: string])[] = [
  ['ListAnalyzers', 'GET', '/analyzer'],
  ['GetAnalyzer', 'GET', '/analyzer/{analyzerName}'],
  ['ListArchiveRules', 'GET', '/analyzer/{analyzerName}/archive-rule'],
  ['GetArchiveRule', 'GET', '/analyzer/{analyzerName}/archive-rule/{ruleName}'],
  ['CreateArchiveRule', 'PUT', '/analyzer/{analyzerName}/archive-rule'],
  ['UpdateArchiveRule', 'PUT', '/analyzer/{analyzerName}/archive-rule/{ruleName}'],
  ['DeleteArchiveRule', 'DELETE', '/analyzer/{analyzerName}/archive-rule/{ruleName}'],
  ['ApplyArchiveRule', 'PUT', '/archive-rule'],
  ['ListFindingsV2', 'POST', '/findingv2'],
  ['GetFindingV2', 'GET', '/findingv2/{id}'],
  ['ListFindings', 'POST', '/finding'],
  ['GetFinding', 'GET', '/finding/{id}'],
  ['UpdateFindings', 'PUT', '/finding'],
  ['ValidatePolicy', 'POST', '/policy/validation'],
  ['CheckNoNewAccess', 'POST', '/policy/check-no-new-access'],
  ['CheckAccessNotGranted', 'POST', '/policy/check-access-not-granted'],
  ['CheckNoPublicAccess', 'POST', '/policy/check-no-public-access'],
  ['StartPolicyGeneration', 'PUT', '/policy/generation'],
  ['GetGeneratedPolicy', 'GET', '/policy/generation/{jobId}'],
  ['CancelPolicyGeneration', 'PUT', '/policy/generation/{jobId}'],
];

export interface RestCall {
  /** The method and path where no operation is known there. */
  readonly operation: string;
  readonly parameters: Json;
}

export function readRest(method: string, url: URL, body: string): RestCall {
  const segments = url.pathname.split('/').slice(1).map(decodeURIComponent);
  for (const [operation, routeMethod, path] of ROUTES) {
    const found = method === routeMethod ? match(path.split('/').slice(1), segments) : null;
    if (found !== null) {
      const given = body === '' ? {} : (JSON.parse(body) as Record<string, JsonValue>);
      return { operation, parameters: { ...Object.fromEntries(url.searchParams), ...given, ...found } };
    }
  }
  return { operation: `${method} ${url.pathname}`, parameters: {} };
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const found: Record<string, string> = {};
  for (const [at, part] of pattern.entries()) {
    const segment = segments[at]!;
    if (part.startsWith('{')) found[part.slice(1, -1)] = segment;
    else if (part !== segment) return null;
  }
  return found;
}
