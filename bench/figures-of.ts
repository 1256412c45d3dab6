import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What a script of this folder, run in a process of its own, sends. */
export async function figuresOf<Figures>(script: string, ...options: readonly (string | number)[]): Promise<Figures> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), options.map(String));
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${script} ended with ${String(code)} before it had any figures.`);
  });
  const [figures] = (await Promise.race([once(child, 'message'), ended])) as [Figures];
  return figures;
}
