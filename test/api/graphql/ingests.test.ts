import { afterEach, describe, expect, test } from 'vitest';
import { Ingests, type IngestRun } from '../../../cli/ingests.ts';
import { ImportError, ingestFrom } from '../../../ingest/index.ts';
import { openStore } from '../../../store/index.ts';
import { temporaryFolder } from '../../support/embedded.ts';
import { graph } from '../../support/graph.ts';
import { folderWith } from '../../ingest/support.ts';
import { serving, type Serving } from '../support/serving.ts';
import { type Subscribed, subscribe } from '../support/subscribing.ts';

const WATCH = 'subscription { ingestProgress { state step error generation { roles current } } }';
const START = 'mutation { ingest { id state endedAt } }';
const STOP = 'mutation { ingestStop { state } }';
const NOW = '{ status { ingestSource ingest { state error endedAt generation { generation } } } }';

/** Something that is awaited until it is opened. */
function gate() {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

/** An account with a role, as `get-account-authorization-details` prints it. */
const FILE = JSON.stringify({
  UserDetailList: [],
  GroupDetailList: [],
  Policies: [],
  RoleDetailList: [
    { Arn: 'arn:aws:iam::111111111111:role/Loaded', RoleName: 'Loaded', Path: '/', AssumeRolePolicyDocument: {} },
  ],
});

let server: Serving | undefined;
const watching: Subscribed[] = [];
afterEach(async () => {
  for (const one of watching.splice(0)) one.leave();
  await server?.stop();
  server = undefined;
});

/** A server whose ingests load one file, after `before`. */
async function servingIngests(
  before: (...args: Parameters<IngestRun['run']>) => Promise<unknown> = async () => {},
): Promise<Serving> {
  const from = [folderWith({ '111111111111.json': FILE })];
  const folder = await temporaryFolder();
  const store = await openStore(`embedded:${folder.path}/own`);
  const ingests = new Ingests({
    source: 'a file',
    async run(signal, onProgress, resume) {
      await before(signal, onProgress, resume);
      return ingestFrom({ from, snapshotDir: `${folder.path}/snapshot`, store, signal, onProgress });
    },
  });
  const own = await serving([], { ingests, wrap: () => store });
  server = {
    ...own,
    async stop() {
      await own.stop();
      await ingests.close();
      await store.close();
      await folder.remove();
    },
  };
  return server;
}

async function watch(query = WATCH, headers = {}): Promise<Subscribed> {
  const one = await subscribe(server!.url, query, headers);
  watching.push(one);
  return one;
}

const codeOf = async (query: string) => (await server!.ask(query)).errors?.[0]?.extensions.code;

describe('an ingest', () => {
  test('is started, watched to its end, and gives the generation that is served from then on', async () => {
    const { ask } = await servingIngests();
    const watcher = await watch();
    expect(await watcher.next()).toEqual({ data: { ingestProgress: null } });
    expect((await ask(START)).data.ingest).toMatchObject({ state: 'RUNNING', endedAt: null });
    const end = await watcher.until(({ data }) => data.ingestProgress.state === 'DONE');
    expect(end.data.ingestProgress).toMatchObject({ error: null, generation: { roles: 1, current: true } });
    expect((await ask('{ role(ref: "111111111111/Loaded") { name } }')).data.role).toEqual({ name: 'Loaded' });
  });

  test('is seen as it is by those who come late', async () => {
    const { opened, open } = gate();
    const { ask } = await servingIngests((_signal, onProgress) => {
      onProgress({ step: 'waiting for the test', done: 3, total: 7 });
      return opened;
    });
    await ask(START);
    const [first, second] = [await watch(), await watch()];
    const waiting = { state: 'RUNNING', step: 'waiting for the test' };
    expect((await first.next())?.data.ingestProgress).toMatchObject(waiting);
    expect((await second.next())?.data.ingestProgress).toMatchObject(waiting);
    open();
    await first.until(({ data }) => data.ingestProgress.state === 'DONE');
    await second.until(({ data }) => data.ingestProgress.state === 'DONE');
    expect((await (await watch()).next())?.data.ingestProgress).toMatchObject({ state: 'DONE' });
  });

  test('runs alone: a second start says so, and leaves the first as it is', async () => {
    const { opened, open } = gate();
    const { ask } = await servingIngests(() => opened);
    await ask(START);
    expect(await codeOf(START)).toBe('INGEST_RUNNING');
    open();
    await (await watch()).until(({ data }) => data.ingestProgress.state === 'DONE');
    expect((await ask(START)).errors).toBeUndefined();
  });

  test('is stopped: the store stays as it was, and the next one may start', async () => {
    const { ask } = await servingIngests(
      (signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        }),
    );
    expect(await codeOf(STOP)).toBe('INGEST_NOT_RUNNING');
    await ask(START);
    expect((await ask(STOP)).data.ingestStop.state).toMatch(/STOPPING|STOPPED/);
    await (await watch()).until(({ data }) => data.ingestProgress.state === 'STOPPED');
    expect((await ask(NOW)).data.status.ingest).toMatchObject({ generation: null, error: null });
    expect(await codeOf('{ role(ref: "111111111111/Loaded") { name } }')).toBe('STORE_EMPTY');
    expect((await ask(START)).errors).toBeUndefined();
  });

  test('goes on where one was stopped when it is asked to, and else begins anew', async () => {
    const resumed: boolean[] = [];
    const { ask } = await servingIngests(async (_signal, _onProgress, resume) => resumed.push(resume));
    for (const query of [START, 'mutation { ingest(resume: true) { state } }']) {
      await ask(query);
      await (await watch()).until(({ data }) => data.ingestProgress.state === 'DONE');
    }
    expect(resumed).toEqual([false, true]);
  });

  test.each([
    ['with words for whoever started it', new ImportError('a.json', 'is no JSON'), 'a.json: is no JSON'],
    ['without telling what nobody expected', new Error('secret'), 'It failed; the log of the server says why.'],
  ])('fails %s', async (_how, error, told) => {
    const { ask } = await servingIngests(() => Promise.reject(error));
    await ask(START);
    await (await watch()).until(({ data }) => data.ingestProgress.state === 'FAILED');
    expect((await ask(NOW)).data.status.ingest).toMatchObject({ error: told, generation: null });
  });
});

describe('the accounts of an ingest', () => {
  const QUERY = `subscription { ingestProgress { state step accounts { done total failed inFlight secondsLeft } } }`;

  test('keep their numbers in the steps that follow, with none under way', async () => {
    const { opened, open } = gate();
    const { ask } = await servingIngests(async (_signal, onProgress) => {
      const accounts = { failed: 1, inFlight: ['222222222222'], perSecond: 2, secondsLeft: 4 };
      onProgress({ step: 'collecting accounts', done: 5, total: 6, accounts });
      await opened;
    });
    await ask(START);
    const watcher = await watch(QUERY);
    const numbers = { done: 5, total: 6, failed: 1 };
    expect((await watcher.next())?.data.ingestProgress.accounts).toEqual({
      ...numbers,
      inFlight: ['222222222222'],
      secondsLeft: 4,
    });
    open();
    const end = await watcher.until(({ data }) => data.ingestProgress.state === 'DONE');
    expect(end.data.ingestProgress.accounts).toEqual({ ...numbers, inFlight: [], secondsLeft: null });
  });

  test('that could not be read are named, with what is missing', async () => {
    const problem = {
      operation: 'sts:AssumeRole',
      region: null,
      cause: 'role-refused',
      message: 'It does not trust the collector.',
      missingPermission: 'sts:AssumeRole',
    } as const;
    const counts = { users: 0, groups: 0, roles: 0, policies: 0, files: {} };
    const ingests = new Ingests({
      source: 'a test',
      run: async () => ({
        generation: { id: 1, loadedAt: '', principals: 0, roles: 0, accounts: 0, edges: 0, diagnostics: 0 },
        accounts: [
          { id: '111111111111' as never, status: 'complete', problems: [], ...counts },
          { id: '222222222222' as never, status: 'failed', problems: [problem], ...counts },
          {
            id: '333333333333' as never,
            status: 'partial',
            problems: [{ ...problem, cause: 'bad-answer' }],
            ...counts,
          },
        ],
        problems: [{ ...problem, operation: 'organizations:ListRoots' }],
      }),
    });
    server = await serving([graph('1/alice')], { ingests });
    await server.ask(START);
    await (await watch()).until(({ data }) => data.ingestProgress.state === 'DONE');
    const { data } = await server.ask(`{ status { ingest { problems { operation } failedAccountCount
      failedAccounts(first: 2) { accountId partial problems { cause message missingPermission } } } } }`);
    const { message, missingPermission } = problem;
    expect(data.status.ingest).toEqual({
      problems: [{ operation: 'organizations:ListRoots' }],
      failedAccountCount: 2,
      failedAccounts: [
        {
          accountId: '222222222222',
          partial: false,
          problems: [{ cause: 'ROLE_REFUSED', message, missingPermission }],
        },
        { accountId: '333333333333', partial: true, problems: [{ cause: 'BAD_ANSWER', message, missingPermission }] },
      ],
    });
  });
});

describe('without leave', () => {
  test.each([START, STOP, WATCH])('%s is refused, and says how to get it', async (query) => {
    server = await serving([graph('1/alice')]);
    const answer = (await (await watch(query)).next())!;
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringContaining('--allow-ingest') as string,
      extensions: { code: 'INGEST_NOT_ALLOWED' },
    });
    expect((await server.ask(NOW)).data.status).toEqual({ ingestSource: null, ingest: null });
  });
});
