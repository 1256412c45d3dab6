import { describe, expect, test } from 'vitest';
import { ACCOUNT_TINTS, faded, OUTSIDE_TINT, PALETTES, type Scheme, SERVICE_TINT } from '../../../web/ui/tints.ts';

const SCHEMES: Scheme[] = ['light', 'dark'];

describe.each(SCHEMES)('colours of the %s scheme', (scheme) => {
  test.each([...ACCOUNT_TINTS, OUTSIDE_TINT, SERVICE_TINT].map((tints) => tints[scheme]))(
    '$ink on $wash can be read',
    ({ ink, wash }) => expect(contrast(ink, wash)).toBeGreaterThanOrEqual(4.6),
  );

  test.each(['text', 'quiet', 'conditional', 'outside'] as const)('%s on the page can be read', (name) => {
    expect(contrast(PALETTES[scheme][name], PALETTES[scheme].page)).toBeGreaterThanOrEqual(4.5);
  });
});

test('a faded colour lies between itself and the page', () => {
  expect(faded('#000000', '#ffffff', 0.25)).toBe('#bfbfbf');
  expect(faded('#123456', '#ffffff', 1)).toBe('#123456');
});

/** As WCAG 2 defines it. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
