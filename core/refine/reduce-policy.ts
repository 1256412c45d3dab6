import type { PermissionPolicy } from '../access/actor.ts';
import { parseArn } from '../model/arn.ts';
import type { PolicyId } from '../model/id.ts';
import type { Policy } from '../model/policy.ts';
import { decodeDocument } from '../policy/decode.ts';
import { actionGlob, isAboutService } from '../policy/action-pattern.ts';
import { matchesGlob } from '../policy/glob.ts';
import { sizeOf } from '../validate/size.ts';
import { viewPolicy } from '../validate/view.ts';
import type { ActionUses } from './action-use.ts';
import { reduceDocument } from './reduce-document.ts';

/**
 * `detach`: nothing of it is left. `unreadable`: it stays as it is, as nobody knows what it allows.
 */
export const OUTCOMES = ['unchanged', 'reduced', 'detach', 'unreadable'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What becomes of one identity policy of a role. */
export interface PolicyReduction {
  readonly policy: PolicyId;
  readonly name: string;
  readonly kind: Policy['kind'];
  /** Nobody but AWS can change it: another is to be attached in its place. */
  readonly awsManaged: boolean;
  readonly outcome: Outcome;
  /** JSON text. */
  readonly before: string;
  /** JSON text; null where it is detached, or cannot be read. */
  readonly after: string | null;
  /** Characters of the two as IAM counts them; null where there is none. */
  readonly size: { readonly before: number | null; readonly after: number | null };
  /** What stays in `after` though nothing that it matches is known to be used. */
  readonly notTracked: readonly KeptEntry[];
}

/** An entry of `Action`; `NotAction` stands for all that it matches. */
export interface KeptEntry {
  /** Index of the statement in `after`, from 0. */
  readonly statement: number;
  readonly text: string;
}

/** @param stored the same policy as it was found, where it was */
export function reducePolicy(
  { id, statements }: PermissionPolicy,
  stored: Policy | undefined,
  uses: ActionUses,
): PolicyReduction {
  const common = {
    policy: id,
    name: stored?.name ?? id,
    kind: stored?.kind ?? 'managed',
    awsManaged: parseArn(id)?.account === 'aws',
    before: stored?.document ?? '',
  };
  const decoded = stored && decodeDocument(stored.document);
  if (statements === null || !decoded?.ok)
    return { ...common, outcome: 'unreadable', after: null, size: { before: null, after: null }, notTracked: [] };
  const reduced = reduceDocument(decoded.value, uses);
  const before = sizeOf(decoded.value);
  if (reduced === null)
    return { ...common, outcome: 'detach', after: null, size: { before, after: null }, notTracked: [] };
  const after = JSON.stringify(reduced, null, 2);
  const isSame = JSON.stringify(reduced) === JSON.stringify(decoded.value);
  return {
    ...common,
    outcome: isSame ? 'unchanged' : 'reduced',
    after: isSame ? decoded.text : after,
    size: { before, after: sizeOf(reduced) },
    notTracked: notTrackedIn(reduced, uses),
  };
}

function notTrackedIn(document: unknown, uses: ActionUses): readonly KeptEntry[] {
  return viewPolicy(document).statements.flatMap(({ index, effect, actions }) => {
    if (effect !== 'Allow' || actions === null) return [];
    if (actions.complement) return [{ statement: index, text: 'NotAction' }];
    return actions.values
      .filter(({ text }) => !matchesUsed(text, uses))
      .map(({ text }) => ({ statement: index, text }));
  });
}

function matchesUsed(text: string, uses: ActionUses): boolean {
  const pattern = actionGlob(text);
  return uses.services.some(
    (service) =>
      isAboutService(pattern, service) &&
      uses
        .actionsOf(service)
        .some(
          (action) =>
            uses.actionUse(service, action).use === 'used' &&
            matchesGlob(pattern, `${service}:${action}`.toLowerCase()),
        ),
  );
}
