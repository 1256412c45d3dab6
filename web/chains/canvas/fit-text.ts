/**
 * The text, with its middle left out as far as it does not fit: names in one account often begin alike.
 * @param fits whether there is room for a text; where it is for one, it is for every shorter one
 */
export function fitText(text: string, fits: (text: string) => boolean): string {
  if (fits(text)) return text;
  const letters = [...text];
  let [least, most] = [2, letters.length - 1];
  while (least < most) {
    const kept = Math.ceil((least + most) / 2);
    if (fits(withoutMiddle(letters, kept))) least = kept;
    else most = kept - 1;
  }
  return withoutMiddle(letters, least);
}

const withoutMiddle = (letters: readonly string[], kept: number): string => {
  const end = Math.floor(kept / 2);
  return `${letters.slice(0, kept - end).join('')}…${letters.slice(letters.length - end).join('')}`;
};

/** Whether a text is at most so many px wide in the canvas' terms. */
export function fitsWithin(font: string, width: number): (text: string) => boolean {
  const context = document.createElement('canvas').getContext('2d')!;
  context.font = font;
  return (text) => context.measureText(text).width <= width;
}
