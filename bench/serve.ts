import { startServer } from '../api/index.ts';
import { openStore } from '../store/index.ts';

/**
 * The server over the store that is named, in a process of its own until its parent goes. It sends its URL, and on every
 * message of its parent how much processor time it has taken, in milliseconds.
 */
const store = await openStore(process.argv[2]!);
const { url } = await startServer({ store, host: '127.0.0.1', port: 0, version: 'bench' });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send!((user + system) / 1000);
});
process.on('disconnect', () => process.exit());
process.send!(url);
