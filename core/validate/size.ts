import { found, type Found, type Subject } from './rule.ts';

/**
 * Quotas in characters ("IAM and AWS STS quotas", "Quotas for AWS Organizations"). IAM counts no white space, Organizations
 * does; what is counted here is the policy without any, which no place counts as less.
 */
export function* sizeRules({ root, type, context: { holder, awsManaged } }: Subject): Iterable<Found> {
  const size = sizeOf(root);
  const { most, usual, usualIn } = awsManaged ? fixed(MOST_SIZE) : quotaOf(type, holder);
  if (size > most)
    yield found(
      'policy-too-large',
      [],
      `The policy has ${count(size)} characters without white space, ${count(most)} is the most.`,
    );
  else if (size > usual)
    yield found(
      'policy-over-default-size',
      [],
      `The policy has ${count(size)} characters without white space: ${usualIn}.`,
    );
}

/** AWS's own go up to 152,297 (AWSSupportServiceRolePolicy); what is larger than this is refused everywhere, and not looked at further. */
export const MOST_SIZE = 200_000;

export const sizeOf = (root: unknown): number => JSON.stringify(root)?.length ?? 0;

interface Quota {
  readonly most: number;
  readonly usual: number;
  readonly usualIn: string;
}

const fixed = (most: number): Quota => ({ most, usual: most, usualIn: '' });

function quotaOf(type: Subject['type'], holder: Subject['context']['holder']): Quota {
  if (type === 'trust')
    return { most: 8192, usual: 2048, usualIn: 'more than 2,048 needs a quota increase, up to 8,192' };
  // Doubled on 15 May 2026.
  if (type === 'scp') return fixed(10_240);
  if (type === 'rcp') return fixed(5120);
  if (type === 'boundary' || holder === 'managed') return fixed(6144);
  if (holder !== null) return fixed({ user: 2048, group: 5120, role: 10_240 }[holder]);
  return { most: 10_240, usual: 6144, usualIn: 'it fits no managed policy (6,144), only inline in a role (10,240)' };
}

const count = (value: number): string => value.toLocaleString('en-US');
