import { globOf, globsMeet, hasWildcard, type Glob } from './glob.ts';

/** A pattern of actions, which know no case, as it is written: `s3:Get*`. */
export const actionGlob = (text: string): Glob => globOf(text.toLowerCase());

/** Whether a pattern of actions, in lower case, matches some action of a service. */
export function isAboutService(pattern: Glob, service: string): boolean {
  const own = pattern.slice(0, Math.max(pattern.indexOf(':'), 0)) as Glob;
  return own === '' || hasWildcard(own) ? globsMeet(pattern, globOf(`${service}:*`)) : own === service;
}
