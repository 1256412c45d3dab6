import { buildIfChanged } from './build-if-changed.ts';

/** Builds the command once before the tests that run it, as vitest's global set-up. */
export const setup = (): void => buildIfChanged('command');
