import type { HopChange } from '../../core/resolution/hop-changes.ts';
import type { Plan, PlannedLoss } from '../../resolve/index.ts';
import { documentDiff } from './document-diff.ts';
import type { Names } from './names.ts';
import { counted } from './numbers.ts';
import { printable, printableAll } from './printable.ts';
import type { Style } from './style.ts';

/** Losses beyond these are counted. */
const SHOWN = 20;

export const refusalText = (
  { refused, why }: { readonly refused: string; readonly why: string },
  style: Style,
): string[] => [`${style.red('no plan')} (${refused}): ${printable(why)}`];

/** The statement, what it cuts, and what else would no longer work. */
export function planText(plan: Plan, names: Names, style: Style): string[] {
  const name = (id: string): string => printable(names.fullName(id));
  const { hops, others, warnings, complete } = printableAll(plan);
  const losses = plan.losses.filter(({ source, target }) => source !== plan.from || target !== plan.role);
  return [
    `${style.bold(`${name(plan.from)} → ${name(plan.role)}`)}: the trust policy of ${printable(plan.role)}`,
    '',
    ...(plan.change.alreadyThere ? ['The statement is there already.'] : changeText(plan.change, style)),
    '',
    style.bold('Cuts'),
    ...hops.map((hop) => hopLine(hop, '', style)),
    '',
    style.bold('Changes with it'),
    ...(others.length + losses.length === 0 ? ['  nothing else'] : []),
    ...others.slice(0, SHOWN).map((hop) => hopLine(hop, `${name(hop.from)}  `, style)),
    ...losses.slice(0, SHOWN).map((loss) => lossLine(loss, name, style)),
    ...rest(Math.max(others.length - SHOWN, 0) + Math.max(losses.length - SHOWN, 0)),
    ...warnings.map((warning) => `${style.yellow('note')} ${warning}`),
    ...(plan.looked < plan.beyond
      ? [
          `${style.yellow('note')} Of ${counted(plan.beyond, 'role')} beyond this one, the nearest ${plan.looked} were looked at.`,
        ]
      : []),
    ...(complete
      ? []
      : [`${style.yellow('note')} Something could not be read that may change this: see who-can-reach.`]),
  ];
}

const changeText = ({ before, after }: Plan['change'], style: Style): string[] =>
  documentDiff(before, after, style).map((line) => `  ${line}`);

const hopLine = ({ action, before, after }: HopChange, who: string, style: Style): string =>
  `  ${who}${action}  ${style.verdict(before.verdict)} → ${style.verdict(after.verdict)}${after.conditions.length === 0 ? '' : ` ${after.conditions.join(', and ')}`}`;

const lossLine = ({ source, target, before, after }: PlannedLoss, name: (id: string) => string, style: Style): string =>
  `  ${name(source)} no longer reaches ${name(target)}${after === null ? '' : ' whatever the request'}  ${style.verdict(before)} → ${after === null ? 'not at all' : style.verdict(after)}`;

const rest = (count: number): string[] => (count === 0 ? [] : [`  … and ${count} more: --json has all`]);
