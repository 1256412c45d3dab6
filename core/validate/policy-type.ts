import type { PolicyType } from './finding.ts';
import type { PolicyView } from './view.ts';

/**
 * The kind of a policy, as far as its statements tell: `resource` for one of a bucket, key or queue, which is not for
 * these checks. What names no principal is taken for an identity policy: an SCP and a boundary look the same.
 */
export function policyTypeOf({ statements }: PolicyView): PolicyType | 'resource' {
  if (!statements.some(({ principals }) => principals !== null)) return 'identity';
  const actions = statements.flatMap(({ actions }) => actions?.values ?? []);
  if (!statements.some(({ resources }) => resources !== null)) return 'trust';
  if (
    statements.every(
      ({ effect, principals }) => effect === 'Deny' && principals?.names.every(({ text }) => text === '*'),
    )
  )
    return 'rcp';
  return actions.length > 0 && actions.every(({ text }) => /^sts:/i.test(text)) ? 'trust' : 'resource';
}
