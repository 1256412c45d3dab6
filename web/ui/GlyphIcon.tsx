import { GLYPHS, type Glyph } from './glyphs.ts';

export function GlyphIcon({ glyph, size = 18 }: { glyph: Glyph; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      style={{ flex: 'none' }}
    >
      <path d={GLYPHS[glyph]} />
    </svg>
  );
}
