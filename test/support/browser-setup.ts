import { buildIfChanged } from './build-if-changed.ts';

/** Builds the explorer once before the tests that open it, as vitest's global set-up. */
export const setup = (): void => buildIfChanged('web');
