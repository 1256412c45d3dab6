import type { View } from './frame.ts';

/** Calls back with each view of the canvas; returns how to stop. */
export type WatchView = (watcher: (view: View) => void) => () => void;
