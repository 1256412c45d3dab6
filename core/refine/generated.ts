import { decodeDocument } from '../policy/decode.ts';
import { viewPolicy } from '../validate/view.ts';
import type { GrantedService } from './permission-use.ts';

/** What stands in policies that were generated from logs, and not in what last accessed information says. Actions, sorted. */
export interface BeyondLastAccessed {
  /** Known to be unused, and logged all the same. */
  readonly unused: readonly string[];
  /** The role's own side does not allow them: they were denied, or allowed by a resource's policy, or the role had more then. */
  readonly notGranted: readonly string[];
}

/** @param policies JSON texts; only actions that they spell out are looked at */
export function beyondLastAccessed(
  policies: readonly string[],
  services: readonly GrantedService[],
): BeyondLastAccessed {
  const granted = new Map(
    services.flatMap(({ service, actions }) =>
      actions.map(({ name, use }) => [`${service}:${name}`.toLowerCase(), use] as const),
    ),
  );
  const logged = [...new Set(policies.flatMap(actionsIn))].filter((action) => !/[*?]/.test(action)).toSorted();
  return {
    unused: logged.filter((action) => granted.get(action.toLowerCase()) === 'unused'),
    notGranted: logged.filter((action) => !granted.has(action.toLowerCase())),
  };
}

function actionsIn(policy: string): readonly string[] {
  const decoded = decodeDocument(policy);
  if (!decoded.ok) return [];
  return viewPolicy(decoded.value).statements.flatMap(({ effect, actions }) =>
    effect === 'Allow' && actions?.complement === false ? actions.values.map(({ text }) => text) : [],
  );
}
