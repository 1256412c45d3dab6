import type { Path } from '../../api/answers/index.ts';
import type { Hop } from '../../core/model/hop.ts';
import type { PathCondition } from '../../core/model/path.ts';
import type { Names } from './names.ts';
import { counted } from './numbers.ts';
import { printable, printableAll } from './printable.ts';
import { statementText } from './statements-text.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

/** Each path as a chain with what it asks for as a whole, then hop by hop its conditions and the statements that make it, once for a hop of several paths. */
export function pathsText(paths: readonly Path[], names: Names, style: Style): string[] {
  const shown = new Map<string, number>();
  return paths.flatMap(({ verdict, condition, notes, hops }, i) => {
    const chain = [hops[0]!.from, ...hops.map(({ to }) => to)].map((id) => printable(names.fullName(id)));
    return [
      ...(i === 0 ? [] : ['']),
      `${i + 1}. ${style.bold(chain.join(' → '))}`,
      `   ${style.verdict(verdict)}, ${counted(hops.length, 'hop')}`,
      // Of a single hop, its own conditions say as much.
      ...(condition === null || hops.length === 1 ? [] : conditionLines(condition, style)),
      ...notes.map((note) => `   ${style.dim('note')} ${note}`),
      ...hops.flatMap((hop, step) => {
        const title = `   ${chain[step]} → ${chain[step + 1]}`;
        const before = shown.get(`${hop.from}\n${hop.to}`);
        if (before !== undefined) return [`${title}  ${style.dim(`as in ${before}.`)}`];
        shown.set(`${hop.from}\n${hop.to}`, i + 1);
        return [`${title}  ${style.dim(hop.action)}`, ...hopLines(printableAll(hop), style)];
      }),
    ];
  });
}

const conditionLines = ({ sentence, contradiction }: PathCondition, style: Style): string[] => [
  `   ${style.yellow('condition')} ${printable(sentence)}`,
  ...(contradiction === null ? [] : [`   ${style.red('contradiction')} ${printable(contradiction)}`]),
];

function hopLines({ conditions, evidence, notes }: Hop, style: Style): string[] {
  const statements = evidence.map((statement) => [statement.side, statement.effect, statementText(statement)]);
  return [
    ...conditions.map((condition) => `     ${style.yellow('condition')} ${condition}`),
    ...table(statements).map((line) => `     ${line}`),
    ...notes.map((note) => `     ${style.dim('note')} ${note}`),
  ];
}
