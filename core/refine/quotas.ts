import type { PolicyReduction } from './reduce-policy.ts';

/** Characters without white space ("IAM and AWS STS quotas"). */
const MOST_MANAGED = 6144;
const MOST_INLINE_OF_ROLE = 10_240;

/** What of the reduced policies of a role IAM would not take: sentences. */
export function quotaWarnings(policies: readonly PolicyReduction[]): readonly string[] {
  const large = policies.filter(
    ({ kind, outcome, size }) => kind === 'managed' && outcome === 'reduced' && size.after! > MOST_MANAGED,
  );
  const inline = policies.filter(({ kind }) => kind === 'inline');
  const total = inline.reduce((sum, { size }) => sum + (size.after ?? 0), 0);
  const isOver = total > MOST_INLINE_OF_ROLE && inline.some(({ outcome }) => outcome === 'reduced');
  return [
    ...large.map(
      ({ name, size }) =>
        `${name} would have ${count(size.after!)} characters, and a managed policy has ${count(MOST_MANAGED)} at the most: divide it among several.`,
    ),
    ...(isOver
      ? [
          `The inline policies would have ${count(total)} characters together, and a role's have ${count(MOST_INLINE_OF_ROLE)} at the most: make a managed policy of some.`,
        ]
      : []),
  ];
}

const count = (value: number): string => value.toLocaleString('en-US');
