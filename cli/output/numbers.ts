const grouped = new Intl.NumberFormat('en-US');

/** `1,204 roles`, `1 role`. */
export const counted = (count: number, noun: string): string =>
  `${grouped.format(count)} ${noun}${count === 1 ? '' : 's'}`;
