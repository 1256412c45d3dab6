import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';

/** Work that does not care whether it should stop, in a process of its own; it says when it was asked to. */
const WORK = `
  const { interruptible } = await import(process.argv[1]);
  await interruptible((signal) => {
    signal.addEventListener('abort', () => console.log('asked to stop'));
    console.log('working');
    return new Promise((resolve) => setInterval(() => {}, 1000));
  });
`;

async function stubbornWork() {
  const module = new URL('../../dist/cli/interrupt.js', import.meta.url).href;
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
