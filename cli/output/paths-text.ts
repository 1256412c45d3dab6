import type { EdgeVerdict, Hop } from '../../core/model/hop.ts';
import { nameInAccount } from './names.ts';
import { evidenceRows } from './statements-text.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

export interface Path {
  readonly verdict: EdgeVerdict;
  readonly hops: readonly Hop[];
}

/** Each path as a chain, then hop by hop its conditions and the statements that make it. */
export function pathsText(paths: readonly Path[], accountNames: ReadonlyMap<string, string>, style: Style): string[] {
  const name = (id: string) => nameInAccount(id, accountNames);
  return paths.flatMap(({ verdict, hops }, i) => {
    const chain = [hops[0]!.from, ...hops.map(({ to }) => to)].map(name).join(' → ');
    const count = hops.length === 1 ? '1 hop' : `${hops.length} hops`;
    return [
      ...(i === 0 ? [] : ['']),
      `${i + 1}. ${style.verdict(verdict)}, ${count}: ${style.bold(chain)}`,
      ...hops.flatMap((hop, step) => hopLines(hop, step, name, style)),
    ];
  });
}

function hopLines(hop: Hop, step: number, name: (id: string) => string, style: Style): string[] {
  return [
    `   hop ${step + 1}  ${name(hop.from)} → ${name(hop.to)}  ${style.dim(hop.action)}`,
    ...hop.conditions.map((condition) => `          ${style.verdict('CONDITIONAL')} ${condition}`),
    ...table(evidenceRows(hop.evidence)).map((line) => `          ${line}`),
  ];
}
