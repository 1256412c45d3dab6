import type { PermissionPolicy } from '../access/actor.ts';
import { isAboutService } from '../policy/action-pattern.ts';

/** The actions that AWS documents of some services, by the prefix of the service in lower case. */
export type ActionCatalogue = ReadonlyMap<string, DocumentedService>;

export interface DocumentedService {
  /** `Amazon S3`. */
  readonly name: string;
  /** As AWS writes them, without the prefix: `GetObject`. Sorted. */
  readonly actions: readonly string[];
}

/** Those of the services of which some policies may allow an action; prefixes in lower case. */
export const servicesAllowed = (policies: readonly PermissionPolicy[], known: readonly string[]): readonly string[] =>
  known.filter((service) =>
    policies.some(({ statements }) =>
      statements?.some(
        ({ effect, actions: { complement, patterns } }) =>
          effect === 'Allow' && (complement || patterns.some((pattern) => isAboutService(pattern, service))),
      ),
    ),
  );
