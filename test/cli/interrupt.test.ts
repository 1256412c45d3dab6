import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Work that does not care whether it should stop, in a process of its own; it says when it was asked to. */
const WORK = `
  const { runnerImport } = await import('vite');
  const { interruptible } = (await runnerImport(process.argv[1], { configFile: false })).module;
  await interruptible((signal) => {
    signal.addEventListener('abort', () => console.log('asked to stop'));
    console.log('working');
    return new Promise((resolve) => setInterval(() => {}, 1000));
  });
`;

async function stubbornWork() {
  const module = fileURLToPath(new URL('../../cli/interrupt.ts', import.meta.url));
  const child = spawn(process.execPath, ['--input-type=module', '--eval', WORK, '--', module]);
  await once(child.stdout, 'data');
  return { child, exit: once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]> };
}

test('the first Ctrl-C asks work to stop, also where npm sends it twice; the second press ends it at once', async () => {
  const { child, exit } = await stubbornWork();
  child.kill('SIGINT');
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  child.kill('SIGINT');
  await sleep(400);
  expect([said.toString(), child.exitCode, child.signalCode]).toEqual(['asked to stop\n', null, null]);
  child.kill('SIGINT');
  expect(await exit).toEqual([130, null]);
});
