import type { Generation } from '../../store/index.ts';

const english = new Intl.NumberFormat('en-US');

/** `1,204`. */
export const grouped = (count: number): string => english.format(count);

/** `1,204 roles`, `1 role`. */
export const counted = (count: number, noun: string): string => `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;

/** `14 accounts, 220 principals, 306 edges`. */
export const sizeOf = ({ accounts, principals, edges }: Generation): string =>
  [counted(accounts, 'account'), counted(principals, 'principal'), counted(edges, 'edge')].join(', ');
