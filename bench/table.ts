type Cell = string | number;

/** A table in Markdown, on stdout. */
export function table(columns: readonly string[], rows: readonly (readonly Cell[])[]): void {
  console.log([line(columns), `|${'---|'.repeat(columns.length)}`, ...rows.map(line)].join('\n'));
}

const line = (cells: readonly Cell[]): string =>
  `| ${cells.map((cell) => (typeof cell === 'string' ? cell : whole(cell))).join(' | ')} |`;

export const whole = (value: number): string => Math.round(value).toLocaleString('en');
export const megabytes = (value: number): string => `${whole(value)} MB`;
export const seconds = (milliseconds: number): string => `${significant(milliseconds / 1000)} s`;
export const ms = (value: number): string => `${significant(value)} ms`;

/** Two digits. */
export const significant = (value: number): number => Number(value.toPrecision(2));
