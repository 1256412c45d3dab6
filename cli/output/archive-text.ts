import type { ArchivePlan } from '../../core/findings/archive-plan.ts';
import { criteriaText } from '../../core/findings/archive-rule.ts';
import { counted } from './numbers.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';

/** Others beyond these are counted. */
const SHOWN = 20;

/** The rule, and what it would hide. */
export function archiveText(
  { finding, analyzer, rule, filter, others, warnings }: ArchivePlan,
  style: Style,
): string[] {
  return [
    `${style.bold(printable(rule))}: a new archive rule of ${printable(analyzer)}`,
    ...criteriaText(filter).map((criterion) => `  ${printable(criterion)}`),
    '',
    style.bold('Hides'),
    `  ${printable(finding.id)}`,
    ...others.slice(0, SHOWN).map(({ id, role }) => `  ${style.yellow('also')} ${printable(`${id}  ${role ?? ''}`)}`),
    ...(others.length > SHOWN ? [`  … and ${counted(others.length - SHOWN, 'more finding')}: --json has all`] : []),
    ...warnings.map((warning) => `${style.yellow('note')} ${printable(warning)}`),
  ];
}
