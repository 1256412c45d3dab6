import { once } from 'node:events';
import { startLocalServer } from './local.ts';

/** What `node scripts/neo4j.mjs` does. */
const [command] = process.argv.slice(2);
if (command === 'fetch') {
  const { stop } = await startLocalServer();
  await stop(); // leaves the archive of classes
} else if (command === 'start') {
  const { uri, username, password, stop } = await startLocalServer({ memory: '1g' });
  process.stdout.write(`export NEO4J_URI=${uri} NEO4J_USERNAME=${username} NEO4J_PASSWORD=${password}\n`);
  process.stderr.write('Ends, and forgets everything, with Ctrl+C.\n');
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await stop();
} else {
  process.stderr.write('usage: node scripts/neo4j.mjs fetch | start\n');
  process.exitCode = 2;
}
