import { once } from 'node:events';
import { startLocalServer } from './local.ts';

/** What `node scripts/neo4j.mjs` does. */
const [command, memory] = process.argv.slice(2);
try {
  if (command === 'fetch') await fetch();
  else if (command === 'start') await start();
  else fail('usage: node scripts/neo4j.mjs fetch | start [HEAP]', 2);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error), 1);
}

async function fetch(): Promise<void> {
  const { stop } = await startLocalServer();
  await stop(); // leaves the archive of classes
}

async function start(): Promise<void> {
  const { uri, username, password, stop } = await startLocalServer({
    memory: memory ?? '1g',
    forLong: memory !== undefined,
  });
  process.stdout.write(`export NEO4J_URI=${uri} NEO4J_USERNAME=${username} NEO4J_PASSWORD=${password}\n`);
  process.stderr.write('Ends, and forgets everything, with Ctrl+C.\n');
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await stop();
}

function fail(message: string, code: number): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = code;
}
