import { EXIT } from './exit.ts';
import { SAME_PRESS_MS } from './same-press.ts';

/**
 * Runs work that Ctrl-C (or SIGTERM) asks to stop through an AbortSignal, so that it can leave things in order.
 * A second press ends the process at once.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let pressedAt = Infinity;
  const interrupt = () => {
    if (performance.now() - pressedAt > SAME_PRESS_MS) process.exit(EXIT.interrupted);
    pressedAt = Math.min(pressedAt, performance.now());
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, interrupt);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of SIGNALS) process.off(name, interrupt);
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
