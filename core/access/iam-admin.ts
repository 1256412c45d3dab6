import type { Condition } from '../model/condition.ts';
import { globOf } from '../policy/glob.ts';
import type { Actor } from './actor.ts';
import { decideAccess } from './decide-access.ts';
import { THE_RESOURCE } from './match-resources.ts';

/** Whoever may do one of these to all of them gives itself, or whomever it likes, whatever an account allows. */
const ADMINISTRATION: Readonly<Record<string, readonly string[]>> = {
  role: ['iam:AttachRolePolicy', 'iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy'],
  user: ['iam:AttachUserPolicy', 'iam:PutUserPolicy'],
  group: ['iam:AttachGroupPolicy', 'iam:PutGroupPolicy'],
  policy: ['iam:CreatePolicyVersion'],
};

/**
 * Whether the actor may change what any role, user, group or managed policy of its account allows, perhaps under a condition
 * of the call; one that may change some of them only is no administrator.
 */
export const isIamAdmin = (actor: Actor): boolean =>
  Object.entries(ADMINISTRATION).some(([type, actions]) => {
    const { partition, account } = actor.caller;
    const resources = globOf(`arn:${partition}:iam::${account?.id}:${type}/*`);
    return actions.some((action) => {
      const { verdict, condition } = decideAccess(actor, action, resources);
      return verdict !== 'DENIED' && (condition === null || isForAll(condition));
    });
  });

/** Operators that pick some of the resources; their opposites leave some out. */
const PICKS: ReadonlySet<string> = new Set(['StringLike', 'StringEquals']);

/** Whether the condition can hold whichever the resource is, but for some that are left out. */
function isForAll(condition: Condition): boolean {
  if ('all' in condition) return condition.all.every(isForAll);
  if ('any' in condition) return condition.any.some(isForAll);
  return !('key' in condition && condition.key === THE_RESOURCE && PICKS.has(condition.operator));
}
