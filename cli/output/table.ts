/** Lines with the cells of each column aligned; two spaces between columns, none at the end of a line. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, width(cell))));
  return rows.map((row) =>
    row
      .map((cell, i) => cell + ' '.repeat(widths[i]! - width(cell)))
      .join('  ')
      .trimEnd(),
  );
}

// oxlint-disable-next-line no-control-regex
const COLOUR = /\u001b\[\d+m/g;

const width = (cell: string): number => [...cell.replace(COLOUR, '')].length;
