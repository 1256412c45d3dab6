import { once } from 'node:events';
import { provisionMoto } from './provision.ts';
import { startMoto } from './server.ts';

/** What `node scripts/moto.mjs` does. */
const [command] = process.argv.slice(2);
try {
  if (command === 'fetch') await provisionMoto();
  else if (command === 'start') await start();
  else fail('usage: node scripts/moto.mjs fetch | start', 2);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error), 1);
}

async function start(): Promise<void> {
  const { environment, stop } = await startMoto();
  const settings = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  process.stdout.write(`export ${settings.join(' ')}\n`);
  process.stderr.write('Ends, and forgets everything, with Ctrl+C.\n');
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await stop();
}

function fail(message: string, code: number): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = code;
}
