export type Scheme = 'light' | 'dark';

/** `ink` on `wash` has a contrast of at least 4.6. */
export interface Tint {
  readonly ink: string;
  readonly wash: string;
  readonly rim: string;
}

type Tints = Readonly<Record<Scheme, Tint>>;

const tint = (light: readonly [string, string, string], dark: readonly [string, string, string]): Tints => ({
  light: { ink: light[0], wash: light[1], rim: light[2] },
  dark: { ink: dark[0], wash: dark[1], rim: dark[2] },
});

/** Accounts are told apart by these, and by their names. */
export const ACCOUNT_TINTS: readonly Tints[] = [
  tint(['#1864ab', '#ebf5ff', '#a8d2f7'], ['#74c0fc', '#12263a', '#24486a']),
  tint(['#087f5b', '#e9faf2', '#96dfc3'], ['#51cf9f', '#10291f', '#1f5340']),
  tint(['#6741d9', '#f4f1ff', '#c9b9fb'], ['#b197fc', '#241f3d', '#463c78']),
  tint(['#a34f00', '#fff7e8', '#f3cf96'], ['#ffb35c', '#31240f', '#614718']),
  tint(['#0b6b7d', '#e3f9fc', '#93dbe6'], ['#66d9e8', '#0e2a30', '#1b5561']),
  tint(['#862e9c', '#fbf0fe', '#e3b4ee'], ['#e599f7', '#2d1a33', '#5c3268']),
  tint(['#566200', '#f6f9e2', '#d3dd8f'], ['#c4d957', '#252a0e', '#4b551a']),
  tint(['#495057', '#f2f4f6', '#ced4da'], ['#ced4da', '#22272c', '#434b53']),
];

/** Red is kept for what comes from outside. */
export const OUTSIDE_TINT = tint(['#c92a2a', '#fff5f5', '#f5b5b5'], ['#ff8787', '#351a1c', '#6e2f32']);

export const SERVICE_TINT = tint(['#4a5560', '#f7f8f9', '#d9dee3'], ['#aab4be', '#1e2328', '#3a424a']);

/** What is drawn on a canvas. */
export interface Palette {
  readonly page: string;
  readonly card: string;
  readonly text: string;
  readonly quiet: string;
  readonly allowed: string;
  readonly conditional: string;
  readonly outside: string;
  readonly target: string;
}

export const PALETTES: Readonly<Record<Scheme, Palette>> = {
  light: {
    page: '#ffffff',
    card: '#ffffff',
    text: '#1b2126',
    quiet: '#59636e',
    allowed: '#56616c',
    conditional: '#8f5c00',
    outside: '#d02c3c',
    target: '#1b2126',
  },
  dark: {
    page: '#14181b',
    card: '#1b2025',
    text: '#e9edf0',
    quiet: '#9ba6b0',
    allowed: '#a4aeb8',
    conditional: '#e5a73c',
    outside: '#ff6b6b',
    target: '#f8f9fa',
  },
};

const channel = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);

/** `colour` seen through to `page`: what is left of it at the given strength. Both as #rrggbb. */
export function faded(colour: string, page: string, strength: number): string {
  const mixed = [1, 3, 5].map((at) => Math.round(channel(colour, at) * strength + channel(page, at) * (1 - strength)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
