import { createTheme, type CSSVariablesResolver } from '@mantine/core';
import { OUTSIDE_TINT, PALETTES, type Scheme } from '../ui/tints.ts';

/** Shades dark enough that white text on them, and they on the page, keep a contrast of 4.5. */
export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: { light: 9, dark: 8 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  black: PALETTES.light.text,
  fontFamily: 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace',
  headings: { fontWeight: '650' },
  colors: {
    dark: [
      '#d5dbe0',
      '#b7c0c8',
      '#9ba6b0',
      '#76818b',
      '#3d464e',
      '#2f373e',
      '#262d33',
      '#14181b',
      '#101316',
      '#0b0d0f',
    ],
  },
});

/** `--rr-…`: the colours of the canvas, for what lies around it. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...schemeVariables('light'),
    '--rr-surface': '#f5f7f9',
    '--rr-rim': '#dfe4e8',
    '--rr-highlight': '#fff3cd',
    '--rr-highlight-rim': '#d99a00',
    '--rr-json-key': '#1864ab',
    '--rr-json-text': '#0a5c43',
    '--rr-json-literal': '#8a3ffc',
    '--rr-added-ink': '#086045',
    '--rr-added-wash': '#ddf5ea',
    '--rr-removed-ink': '#874100',
    '--rr-removed-wash': '#fdeed3',
  },
  dark: {
    ...schemeVariables('dark'),
    '--rr-surface': '#1b2025',
    '--rr-rim': '#2f373e',
    '--rr-highlight': '#3a3114',
    '--rr-highlight-rim': '#e5a73c',
    '--rr-json-key': '#8cc5f5',
    '--rr-json-text': '#7fd6ae',
    '--rr-json-literal': '#c3aefc',
    '--rr-added-ink': '#7fd6ae',
    '--rr-added-wash': '#10291f',
    '--rr-removed-ink': '#ffb35c',
    '--rr-removed-wash': '#31240f',
  },
});

const schemeVariables = (scheme: Scheme): Record<string, string> => ({
  '--mantine-color-body': PALETTES[scheme].page,
  '--mantine-color-dimmed': PALETTES[scheme].quiet,
  '--mantine-color-placeholder': PALETTES[scheme].quiet,
  '--rr-card': PALETTES[scheme].card,
  '--rr-allowed': PALETTES[scheme].allowed,
  '--rr-conditional': PALETTES[scheme].conditional,
  '--rr-outside': PALETTES[scheme].outside,
  '--rr-outside-ink': OUTSIDE_TINT[scheme].ink,
  '--rr-outside-wash': OUTSIDE_TINT[scheme].wash,
});
