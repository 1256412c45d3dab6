import type { Decision, Explanation } from '../../core/model/hop.ts';
import { reference } from './names.ts';
import { statementText } from './statements-text.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

/** The verdict, what it depends on, and each policy's part in it. */
export function explanationText(explanation: Explanation, style: Style): string[] {
  const { from, to, action, verdict, conditions, decisions } = explanation;
  return [
    `${style.verdict(verdict)}  ${style.bold(`${reference(from)} → ${reference(to)}`)}  ${style.dim(action)}`,
    ...conditions.map((condition) => `  ${style.verdict('CONDITIONAL')} ${condition}`),
    '',
    ...decisionLines(decisions, style),
  ];
}

function decisionLines(decisions: readonly Decision[], style: Style): string[] {
  const heads = table(
    decisions.map((decision) => [
      decision.side,
      decision.effect ?? '',
      matchText(decision.matched),
      statementText(decision),
    ]),
  );
  return decisions.flatMap(({ why }, i) => [`  ${heads[i]}`, style.dim(`      ${why}`)]);
}

const matchText = (matched: boolean | null): string =>
  matched === null ? 'may match' : matched ? 'matches' : 'does not match';
