import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { Ingests, type IngestRun } from '../../cli/ingests.ts';
import { ingestFrom } from '../../ingest/index.ts';
import { hasBrowser, startBrowser } from '../support/browser.ts';
import { temporaryFolder } from '../support/embedded.ts';
import { graph, id } from '../support/graph.ts';
import { expectAccessible, expectSeen, type OwnStore, serve, STORES, visit } from './support.ts';
import { compact } from '../support/compact.ts';

const SAMPLE = fileURLToPath(new URL('../../sample', import.meta.url));

const failed = (account: string, message: string) => ({
  id: account as never,
  status: 'failed' as const,
  problems: [
    {
      operation: 'sts:AssumeRole',
      region: null,
      cause: 'role-refused' as const,
      message,
      missingPermission: 'sts:AssumeRole to the collector',
    },
  ],
  users: 0,
  groups: 0,
  roles: 0,
  policies: 0,
  files: {},
});

/** Something that is awaited until it is opened. */
function gate() {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

describe.skipIf(!hasBrowser())('an ingest in the explorer', () => {
  let browser: Browser;
  let own: OwnStore;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  /** A page over a small graph, of a server whose ingests do what `run` says; closed with the test. */
  async function open(run: IngestRun['run'] | null, path = '/', colorScheme: 'light' | 'dark' = 'light') {
    own = await STORES[0]!.open();
    await own.store.load(compact(graph('1/alice -> 1/Deployer')));
    const ingests = run === null ? undefined : new Ingests({ source: 'the sample organization', run });
    const server = await serve(own.store, { ingests });
    const { page, leave } = await visit(browser, server.url + path, { colorScheme });
    onTestFinished(async () => {
      await leave();
      await server.close();
      await own.remove();
    });
    const button = page.getByRole('banner').getByRole('button', { name: /Load again|account|Loading|Stopping/ });
    const dialog = page.getByRole('dialog', { name: 'Load a new generation' });
    return { page, button, dialog, ingests };
  }

  /** The real thing: the sample's files. */
  async function sample(): Promise<IngestRun['run']> {
    const folder = await temporaryFolder();
    onTestFinished(() => folder.remove());
    return (signal, onProgress) => {
      const options = { from: [SAMPLE], snapshotDir: `${folder.path}/snapshot`, store: own.store };
      return ingestFrom({ ...options, signal, onProgress });
    };
  }

  test('is not offered where it is not allowed', async () => {
    const { page, button } = await open(null);
    await expectSeen(page.getByText('principals', { exact: true }));
    expect(await button.count()).toBe(0);
  });

  test('starts when that is confirmed, and its generation appears without a reload', async () => {
    const { page, button, dialog } = await open(await sample());
    await button.click();
    await expectSeen(dialog.getByText('the sample organization'));
    await dialog.getByRole('button', { name: 'Start' }).click();
    await expectSeen(dialog.getByText(/^Generation 2 was loaded: \d+ accounts/));
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expectSeen(page.getByRole('status').getByText('Generation 2 is shown now'));
    await expectSeen(page.getByText('Organization o-'));
  });

  test('changes the answer that is open', async () => {
    const { page, button, dialog } = await open(
      async (signal, onProgress) => {
        const generation = await own.store.load(compact(graph('1/alice, 1/bob -> 1/Deployer')), { signal, onProgress });
        return { generation, accounts: [] };
      },
      `/?to=${id('1/Deployer')}`,
    );
    await expectSeen(page.getByRole('heading', { name: '1 principal can reach Deployer' }));
    await button.click();
    await dialog.getByRole('button', { name: 'Start' }).click();
    await expectSeen(page.getByText('2 principals can reach Deployer'));
  });

  test.each(['light', 'dark'] as const)(
    'shows how far it is, and what could not be read, in the %s scheme',
    async (scheme) => {
      const { opened, open: goOn } = gate();
      const { page, button, dialog } = await open(
        async (_signal, onProgress) => {
          const inFlight = ['222222222222', '333333333333'];
          const accounts = { failed: 1, inFlight, perSecond: 1.5, secondsLeft: 125 };
          onProgress({ step: 'collecting accounts', done: 42, total: 120, accounts });
          await opened;
          const generation = (await own.store.generations())[0]!;
          return { generation, accounts: [failed('444444444444', 'It does <b>not</b> trust the collector.')] };
        },
        '/',
        scheme,
      );
      await button.click();
      await dialog.getByRole('button', { name: 'Start' }).click();
      await expectSeen(dialog.getByText('42 of 120'));
      await expectSeen(dialog.getByText('2 min 5 s'));
      await expectSeen(dialog.getByText('Under way: 222222222222, 333333333333'));
      expect(await dialog.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('35');
      await expectAccessible(page);
      goOn();
      const unread = dialog.getByRole('list', { name: 'What could not be read' });
      await expectSeen(unread.getByText('It does <b>not</b> trust the collector.'));
      await expectSeen(unread.getByText('sts:AssumeRole to the collector'));
      await expectAccessible(page);
    },
  );

  test('that someone else has started is seen by who opens the page later, and can be stopped', async () => {
    const { page, button, dialog, ingests } = await open(
      (signal, onProgress) =>
        new Promise((_resolve, reject) => {
          const accounts = { failed: 0, inFlight: [], perSecond: 0, secondsLeft: null };
          onProgress({ step: 'collecting accounts', done: 1, total: 3, accounts });
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        }),
    );
    ingests!.start();
    await page.reload();
    await expectSeen(button.getByText('1 of 3 accounts'));
    await button.click();
    await dialog.getByRole('button', { name: 'Stop' }).click();
    await expectSeen(dialog.getByText('The last one was stopped; nothing has changed.'));
  });

  test('that fails says why', async () => {
    const { button, dialog } = await open(() => ingestFrom({ from: ['nowhere'], snapshotDir: '', store: own.store }));
    await button.click();
    await dialog.getByRole('button', { name: 'Start' }).click();
    await expectSeen(dialog.getByText(/The last one failed\. .*nowhere/));
  });

  test('is followed again when the line breaks', async () => {
    const { opened, open: goOn } = gate();
    const { page, button } = await open(async (_signal, onProgress) => {
      const accounts = { failed: 0, inFlight: [], perSecond: 0, secondsLeft: null };
      onProgress({ step: 'collecting accounts', done: 1, total: 3, accounts });
      await opened;
      onProgress({ step: 'collecting accounts', done: 2, total: 3, accounts });
      return new Promise(() => {});
    });
    let lines = 0;
    await page.route('**/graphql', async (route) => {
      const events = route.request().headers()['accept'] === 'text/event-stream';
      if (events && ++lines === 1)
        return route.fulfill({ status: 200, contentType: 'text/event-stream', body: ':\n\n' });
      return route.continue();
    });
    await button.click();
    await page.getByRole('button', { name: 'Start' }).click();
    await expect.poll(() => lines).toBeGreaterThan(1);
    goOn();
    await expectSeen(page.getByText('2 of 3', { exact: true }));
  });
});
