import { expand, mayMatch, NO_VALUE, NOT_KNOWN } from '../policy/condition.ts';
import { any, not, type Formula } from '../policy/formula.ts';
import { coversGlob, globsMeet, globOf, globText, hasWildcard, type Glob } from '../policy/glob.ts';
import { resourceText } from '../policy/parse-resources.ts';
import type { RequestContext } from '../policy/request.ts';
import { unknownOutcome } from '../policy/resolved-test.ts';
import type { ResourceElement, Template } from '../policy/statement.ts';

/** Stands for the key of what is asked about, where that is several resources. */
export const THE_RESOURCE = 'the resource';

/** Whether a `Resource` or `NotResource` element speaks of the resources: of all, of none, or depending on which. */
export function matchResources(element: ResourceElement, resource: Glob, context: RequestContext): Formula {
  const matched = any(element.patterns.map((pattern) => matchPattern(pattern, resource, context)));
  return element.complement ? not(matched) : matched;
}

function matchPattern(pattern: Template, resource: Glob, context: RequestContext): Formula {
  const glob = expand(pattern, context);
  if (glob === NO_VALUE) return false;
  if (glob === NOT_KNOWN)
    return (hasWildcard(resource) || mayMatch(pattern, resource)) && isResource(globOf(resourceText(pattern)));
  if (coversGlob(glob, resource)) return true;
  return globsMeet(glob, resource) && isResource(glob);
}

const isResource = (pattern: Glob): Formula =>
  unknownOutcome({ operator: hasWildcard(pattern) ? 'StringLike' : 'StringEquals', ...PLAIN }, [globText(pattern)]);

const PLAIN = { negated: false, qualifier: null, ifExists: false, key: THE_RESOURCE } as const;
