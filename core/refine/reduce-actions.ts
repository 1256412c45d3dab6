import { actionGlob, isAboutService } from '../policy/action-pattern.ts';
import { coversGlob, globsMeet, hasWildcard, matchesGlob, type Glob } from '../policy/glob.ts';
import type { ActionUses } from './action-use.ts';
import { expandPattern } from './expand-pattern.ts';

/** The `Action` or `NotAction` of a statement that allows, as it is written. */
export interface WrittenActions {
  /** NotAction. */
  readonly complement: boolean;
  readonly texts: readonly string[];
}

/**
 * What stays of what a statement allows: all that is not known to be unused. What is written stays as it is where all stays that
 * it matches; else it is expanded as far as that takes. A `NotAction` of which something goes becomes an `Action`.
 */
export function reduceActions({ complement, texts }: WrittenActions, uses: ActionUses): WrittenActions {
  if (!complement) return { complement, texts: joined(texts.map((text) => [text, reducePattern(text, uses)])) };
  const patterns = texts.map(actionGlob);
  const matches = (action: string): boolean => !patterns.some((pattern) => matchesGlob(pattern, action));
  const covers = (other: Glob): boolean => !patterns.some((pattern) => globsMeet(pattern, other));
  const services = matchedServices(uses.services, matches, uses);
  if (services.every(allStay)) return { complement, texts };
  return { complement: false, texts: services.flatMap((each) => expandPattern({ ...each, covers })) };
}

function reducePattern(text: string, uses: ActionUses): readonly string[] {
  const pattern = actionGlob(text);
  const [service = '', name = ''] = text.toLowerCase().split(':');
  if (!hasWildcard(pattern)) return uses.actionUse(service, name).use === 'unused' ? [] : [text];
  const matches = (action: string): boolean => matchesGlob(pattern, action);
  const about = uses.services.filter((each) => isAboutService(pattern, each));
  const services = matchedServices(about, matches, uses);
  // What matches nothing that is known may match what AWS has added since.
  if (services.length === 0)
    return about.length > 0 && about.every((each) => uses.serviceUse(each).use === 'unused') ? [] : [text];
  if (services.every(allStay)) return [text];
  const covers = (other: Glob): boolean => coversGlob(pattern, other);
  return services.flatMap(
    (each) => (allStay(each) ? wholeService(each, text, covers) : null) ?? expandPattern({ ...each, covers }),
  );
}

interface MatchedService {
  readonly service: string;
  readonly known: readonly string[];
  readonly matched: readonly string[];
  readonly staying: ReadonlySet<string>;
}

function matchedServices(
  services: readonly string[],
  matches: (action: string) => boolean,
  uses: ActionUses,
): MatchedService[] {
  return services.flatMap((service) => {
    const known = uses.actionsOf(service);
    const matched = known.filter((action) => matches(`${service}:${action}`.toLowerCase()));
    const staying = new Set(matched.filter((action) => uses.actionUse(service, action).use !== 'unused'));
    return matched.length === 0 ? [] : [{ service, known, matched, staying }];
  });
}

const allStay = ({ matched, staying }: MatchedService): boolean => staying.size === matched.length;

/** The pattern with the service spelled out: `s3:Get*` for `*:Get*`, `s3:*` for `*`. */
function wholeService(
  { service }: MatchedService,
  text: string,
  covers: (other: Glob) => boolean,
): readonly string[] | null {
  const name = text.includes(':') ? text.slice(text.indexOf(':') + 1) : '*';
  const spelled = `${service}:${name}`;
  return covers(actionGlob(spelled)) ? [spelled] : null;
}

/** What an expansion brings that is written already, or that something written covers, is left out. */
function joined(reduced: readonly (readonly [written: string, texts: readonly string[]])[]): readonly string[] {
  const covering = reduced
    .filter(([written, texts]) => isWritten(written, texts))
    .map(([written]) => actionGlob(written));
  const brought = new Set<string>();
  return reduced.flatMap(([written, texts]) => {
    if (isWritten(written, texts)) return texts;
    return texts.filter((text) => {
      const glob = actionGlob(text);
      return brought.size < brought.add(glob).size && !covering.some((other) => coversGlob(other, glob));
    });
  });
}

const isWritten = (written: string, texts: readonly string[]): boolean => texts.length === 1 && texts[0] === written;
