import type { CapabilitiesJson } from '../../api/answers/index.ts';
import type { Names } from './names.ts';
import { printable, printableAll } from './printable.ts';
import { statementText } from './statements-text.ts';
import type { Style } from './style.ts';

/** Action by action: the verdict, what it depends on, and the statements that it rests on. */
export function capabilitiesText(answer: CapabilitiesJson, names: Names, style: Style): string[] {
  const title = `What ${printable(names.fullName(answer.principal))} may do with STS by its own policies`;
  return [
    style.bold(title),
    ...printableAll(answer.capabilities).flatMap(({ action, capability, verdict, conditions, notes, evidence }) => [
      '',
      `${style.verdict(verdict)} ${action}  ${style.dim(capability)}`,
      ...conditions.map((condition) => `  ${style.yellow('condition')} ${condition}`),
      ...notes.map((note) => `  ${note}`),
      ...evidence.map((each) => style.dim(`  ${each.side} ${each.effect} ${statementText(each)}`)),
    ]),
  ];
}
