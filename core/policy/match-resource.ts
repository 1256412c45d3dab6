import { variesByPrincipal } from './condition-keys.ts';
import { expand, hasVariable, mayMatch, NO_VALUE, NOT_KNOWN, type Observations } from './condition.ts';
import { any, formulaKey, not, type Formula } from './formula.ts';
import { matchesGlob } from './glob.ts';
import { resourceText } from './parse-resources.ts';
import type { Caller, Request } from './request.ts';
import { unknownOutcome } from './resolved-test.ts';
import type { ResourceElement, Template } from './statement.ts';

/** Whether a `Resource` or `NotResource` element speaks of the role. */
export function matchResource(element: ResourceElement, request: Request, observations: Observations | null): Formula {
  const matched = any(element.patterns.map((pattern) => matchPattern(pattern, request, observations)));
  return element.complement ? not(matched) : matched;
}

function matchPattern(pattern: Template, request: Request, observations: Observations | null): Formula {
  const outcome = (caller: Caller): Formula => {
    const glob = expand(pattern, { ...request, caller });
    if (glob === NO_VALUE) return false;
    if (glob !== NOT_KNOWN) return matchesGlob(glob, request.role.arn);
    return mayMatch(pattern, request.role.arn) && unknownResource(pattern);
  };
  if (observations !== null && hasVariable(pattern, variesByPrincipal))
    observations.push({ subject: pattern, holdsForEveryRole: false, of: (caller) => formulaKey(outcome(caller)) });
  return outcome(request.caller);
}

const unknownResource = (pattern: Template): Formula =>
  unknownOutcome({ operator: 'StringLike', negated: false, qualifier: null, ifExists: false, key: 'the role' }, [
    resourceText(pattern),
  ]);
