import { EXIT } from './exit.ts';
import { SAME_PRESS_MS } from './same-press.ts';

const PARENT_POLL_MS = 500;

/**
 * Resolves when the process is asked to stop: by Ctrl-C or SIGTERM, or because `npm start` was, whose shell ends
 * without a word to its child. From then on a second Ctrl-C ends the process at once.
 */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let stoppedAt = Infinity;
    const stop = () => {
      if (performance.now() - stoppedAt > SAME_PRESS_MS) process.exit(EXIT.interrupted);
      stoppedAt = Math.min(stoppedAt, performance.now());
      clearInterval(watch);
      resolve();
    };
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.env['npm_lifecycle_event'] !== undefined && process.ppid !== parent) stop();
    }, PARENT_POLL_MS);
    watch.unref();
    process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
  });
}
