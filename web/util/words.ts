/** `1 hop`, `2 hops`, `1,200 principals`. */
export const counted = (count: number, thing: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? thing : plural(thing)}`;

const plural = (thing: string): string => (/[^aeiou]y$/.test(thing) ? `${thing.slice(0, -1)}ies` : `${thing}s`);
