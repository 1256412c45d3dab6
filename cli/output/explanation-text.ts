import type { Decision, Explanation } from '../../core/model/hop.ts';
import type { Names } from './names.ts';
import { printable, printableAll } from './printable.ts';
import { once, statementText } from './statements-text.ts';
import type { Style } from './style.ts';

/** The verdict, what it depends on, and each policy's part in it. */
export function explanationText(explanation: Explanation, names: Names, style: Style): string[] {
  const [from, to] = [explanation.from, explanation.to].map((id) => printable(names.fullName(id)));
  const { action, verdict, conditions, decisions } = printableAll(explanation);
  return [
    `${style.verdict(verdict)}: ${style.bold(`${from} → ${to}`)}  ${style.dim(action)}`,
    ...conditions.map((condition) => `  ${style.yellow('condition')} ${condition}`),
    '',
    ...once(decisions).flatMap((decision) => decisionLines(decision, style)),
  ];
}

/** A mark says whether the statement matches the call, which for a Deny is bad news. */
function decisionLines(decision: Decision, style: Style): string[] {
  const { side, effect, matched, why } = decision;
  const mark = matched === null ? '?' : matched ? '✓' : '✗';
  const line = `  ${mark} ${side.padEnd(8)}  ${(effect ?? '').padEnd(5)}  ${why}`;
  const statement = statementText(decision);
  return [
    stands(decision) ? style.red(line) : line,
    ...(statement === '' ? [] : [style.dim(`    ${' '.repeat(17)}${statement}`)]),
  ];
}

/** Whether it stands in the way: a Deny that matches, or an Allow that nobody gives. */
const stands = ({ effect, matched, policy }: Decision): boolean =>
  effect === 'Deny' ? matched === true : policy === null && matched === false;
