import { counted } from '../util/words.ts';
import type { GrantedService, PolicyReduction, Refinement, UseCounts } from './queries.ts';

export const sumOf = ({ used, unused, notTracked }: UseCounts): number => used + unused + notTracked;

/** `4 used, 24 unused`: what there is none of is left out. */
export const countsText = ({ used, unused, notTracked }: UseCounts): string =>
  [
    used > 0 ? `${used.toLocaleString('en')} used` : null,
    unused > 0 ? `${unused.toLocaleString('en')} unused` : null,
    notTracked > 0 ? `${notTracked.toLocaleString('en')} not tracked` : null,
  ]
    .filter((part) => part !== null)
    .join(', ');

/** `2026-11-20, eu-central-1` */
export const lastUseText = ({ at, region }: Pick<GrantedService, 'at' | 'region'>): string =>
  [at?.slice(0, 10), region].filter((part) => typeof part === 'string').join(', ');

const ORDER = { USED: 0, NOT_TRACKED: 1, UNUSED: 2 } as const;

/** Used ones first, the latest of them on top. */
export const inOrder = (services: readonly GrantedService[]): readonly GrantedService[] =>
  services.toSorted((a, b) => ORDER[a.use] - ORDER[b.use] || ((a.at ?? '') < (b.at ?? '') ? 1 : -1));

export const USE_NAMES: Readonly<Record<GrantedService['use'], string>> = {
  USED: 'used',
  UNUSED: 'unused',
  NOT_TRACKED: 'not tracked',
};

/** What to do about a policy. */
export function whatToDo({ outcome, awsManaged, policy }: PolicyReduction): string {
  const isInline = policy?.kind === 'INLINE';
  if (outcome === 'UNCHANGED') return 'Nothing of it is known to be unused.';
  if (outcome === 'UNREADABLE') return 'It cannot be read, and stays as it is.';
  if (outcome === 'DETACH') return `${isInline ? 'Delete' : 'Detach'} it: nothing of it is used.`;
  if (awsManaged) return 'AWS manages it: attach this in its place.';
  return isInline
    ? 'Put this in its place.'
    : 'Make this its default version, or attach a copy: whoever else has it loses the rest as well.';
}

export const proofText = ({ holds, decided, same, failure }: NonNullable<Refinement['proof']>): string =>
  holds
    ? `Proven: of ${counted(decided, 'action')} none is allowed that was not, and ${same.toLocaleString('en')} that may be used are decided as before.`
    : `Not proven, do not use these policies: ${failure}`;
