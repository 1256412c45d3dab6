import { openStore, type StoreOptions } from '../../store/index.ts';
import { randomGraph } from '../support/random-graph.ts';
import { compact } from '../support/compact.ts';

/** Run as a process of its own: begins a load and, at the given report of its progress, dies as by a power cut. */
export interface LoadAndDie {
  readonly url: string;
  readonly options: StoreOptions;
  readonly seed: number;
  readonly size: number;
  /** Counted from 1; beyond the last, the load comes to its end. */
  readonly dieAtReport: number;
}

/** Says each report of progress, and the error with which the load ended, if it did. */
export type Message = 'report' | { readonly name: string; readonly message: string };

const say = (message: Message): boolean => process.send!(message);

const { url, options, seed, size, dieAtReport } = JSON.parse(process.argv[2]!) as LoadAndDie;
const store = await openStore(url, options);
let reports = 0;
const onProgress = (): void => {
  say('report');
  if (++reports === dieAtReport) process.kill(process.pid, 'SIGKILL');
};
await store
  .load(compact(randomGraph({ seed, users: size, roles: size })), { keep: 2, onProgress })
  .catch(({ name, message }: Error) => say({ name, message }));
await store.close();
process.disconnect();
