import { groupBy } from '../../core/derive/group-by.ts';
import type { Refusal } from '../../core/resolution/cut.ts';
import type { EntryOutcome } from '../../core/usage/reduce/outcome.ts';
import type { Reduction } from '../../resolve/index.ts';
import { documentDiff } from './document-diff.ts';
import type { Names } from './names.ts';
import { reference } from './names.ts';
import { counted } from './numbers.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';

/** What becomes of each name, the policies line by line, and who would lose what. */
export function reductionText(reduction: Reduction, limit: number, names: Names, style: Style): string[] {
  const { role, before, after, outcomes, warnings, looked, beyond, complete } = reduction;
  return [
    style.bold(`The trust policy of ${printable(reference(role))}, reduced to those who were seen`),
    '',
    ...outcomes.flatMap((outcome) => outcomeLines(outcome, style)),
    '',
    ...documentDiff(before, after, style),
    '',
    ...lossLines(reduction, limit, names, style),
    ...warnings.map((warning) => `${style.yellow('note')} ${printable(warning)}`),
    ...(looked < beyond
      ? [`${style.yellow('note')} Of ${counted(beyond, 'role')} beyond this one, the nearest ${looked} were looked at.`]
      : []),
    ...(complete
      ? []
      : [`${style.yellow('note')} Something could not be read that may change this: see who-can-reach.`]),
    style.dim('Nothing was changed. Who is seldom needed stays with --keep <principal...>.'),
  ];
}

/** Those who lose this role one by one, those beyond it by how many lose each. */
function lossLines({ role, losses }: Reduction, limit: number, names: Names, style: Style): string[] {
  const name = (id: string): string => printable(names.fullName(id));
  const own = losses.filter(({ target }) => target === role);
  const beyond = groupBy(
    losses.filter(({ target }) => target !== role),
    ({ target }) => target,
  );
  return [
    style.bold(losses.length === 0 ? 'Nobody loses access.' : 'Who would lose the role, also over chains'),
    ...own
      .slice(0, limit)
      .map(({ source, after }) => `  ${name(source)}${after === null ? '' : style.dim(' but for some requests')}`),
    ...(own.length > limit ? [style.dim(`  … and ${own.length - limit} more: --limit ${own.length} shows all`)] : []),
    ...beyond.map((lost) =>
      style.dim(`  and ${name(lost[0]!.target)} beyond it: ${counted(lost.length, 'principal')}`),
    ),
  ];
}

export const notReducedText = ({ refused, why }: Refusal, style: Style): string[] => [
  `${style.yellow('not reduced')} (${refused}): ${printable(why)}`,
];

function outcomeLines({ outcome, entry, statement, sid, why }: EntryOutcome, style: Style): string[] {
  const paint = { kept: style.green, narrowed: style.yellow, dropped: style.red }[outcome];
  const where = sid === null || sid === '' ? `statement ${statement}` : `statement ${statement} (${printable(sid)})`;
  return [
    `${paint(outcome.padEnd(8))}  ${printable(reference(entry.text))}  ${style.dim(where)}`,
    style.dim(`          ${printable(why)}`),
  ];
}
