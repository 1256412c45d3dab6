/** Drawings on a 24 × 24 grid, as strokes: the data of one SVG path each. */
export const GLYPHS = {
  user: 'M15.5 8a3.5 3.5 0 1 1-7 0a3.5 3.5 0 1 1 7 0M5 20c0-3.9 3.1-6.5 7-6.5s7 2.6 7 6.5',
  role: 'M5 6.5c4.6 1.3 9.4 1.3 14 0V12c0 5-3.4 7.5-7 7.5S5 17 5 12zM8.8 11.2h1.7M13.5 11.2h1.7M10 15.3c1.3.8 2.7.8 4 0',
  service:
    'M9 7h6a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H9a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2zM10 4v3M14 4v3M10 17v3M14 17v3M4 10h3M4 14h3M17 10h3M17 14h3',
  federated: 'M12 12a3.5 3.5 0 1 1-7 0a3.5 3.5 0 1 1 7 0M12 12h8v3M16.5 12v2.5',
  outside: 'M14 5h5v5M19 5l-8 8M11 7H6.5A1.5 1.5 0 0 0 5 8.5v9A1.5 1.5 0 0 0 6.5 19h9a1.5 1.5 0 0 0 1.5-1.5V13',
  session: 'M19.5 12a7.5 7.5 0 1 1-15 0a7.5 7.5 0 1 1 15 0M12 7.5V12l3 2',
  public: 'M20 12a8 8 0 1 1-16 0a8 8 0 1 1 16 0M4 12h16M12 4c4.6 4.8 4.6 11.2 0 16c-4.6-4.8-4.6-11.2 0-16',
  bundle: 'M12 4l8 4-8 4-8-4zM4 12l8 4 8-4M4 16l8 4 8-4',
  search: 'M16.5 10.5a6 6 0 1 1-12 0a6 6 0 1 1 12 0M15 15l5 5',
  sun: 'M16 12a4 4 0 1 1-8 0a4 4 0 1 1 8 0M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6l1.4 1.4M17 17l1.4 1.4M5.6 18.4L7 17M17 7l1.4-1.4',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  fit: 'M4 9V5a1 1 0 0 1 1-1h4M15 4h4a1 1 0 0 1 1 1v4M20 15v4a1 1 0 0 1-1 1h-4M9 20H5a1 1 0 0 1-1-1v-4',
  close: 'M6 6l12 12M18 6L6 18',
  copy: 'M9 9h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1M5 15V5a1 1 0 0 1 1-1h9',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  right: 'M5 12h14M13 6l6 6-6 6',
  left: 'M19 12H5M11 6l-6 6 6 6',
  swap: 'M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4',
  path: 'M7 6a2 2 0 1 1-4 0a2 2 0 1 1 4 0M21 18a2 2 0 1 1-4 0a2 2 0 1 1 4 0M7 6h4c3 0 3 3 3 6s0 6 3 6',
  chains: 'M4 5h5v4H4zM4 15h5v4H4zM16 10h5v4h-5zM9 7h3v10H9M12 12h4',
  table: 'M4 6h16v12H4zM4 10h16M4 14h16M10 10v8',
  warning: 'M12 4l9 16H3zM12 10v4.5M12 17.3v.2',
  reload: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.4L20 9M20 4v5h-5',
  down: 'M6 9l6 6 6-6',
} as const;

export type Glyph = keyof typeof GLYPHS;
