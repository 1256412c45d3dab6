import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { AccessGraph } from '../../core/model/access-graph.ts';
import { hasBrowser, startBrowser } from '../support/browser.ts';
import { graph, id } from '../support/graph.ts';
import { cards, expectSeen, pressCard, serveGraph, visit } from './support.ts';

const users = (account: number, count: number) => Array.from({ length: count }, (_, i) => `${account}/user-${i}`);

/** Stops once, however often it is asked to. */
function stoppable<Server extends { stop(): Promise<void> }>(server: Server): Server {
  let stopped: Promise<void> | undefined;
  return { ...server, stop: () => (stopped ??= server.stop()) };
}

describe.skipIf(!hasBrowser())('the explorer', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  /** A page over the graph, closed with the test. */
  async function open(loaded: AccessGraph | null, path = '/', expected?: RegExp) {
    const server = stoppable(await serveGraph(loaded));
    const { page, leave } = await visit(browser, server.url + path, expected ? { expected } : {});
    onTestFinished(async () => {
      await leave();
      await server.stop();
    });
    return { page, server };
  }

  test('says how to begin while nothing is loaded', async () => {
    const { page } = await open(null);
    await expectSeen(page.getByRole('heading', { name: 'Nothing is loaded yet' }));
    await expectSeen(page.getByText('npx rolereach ingest --from PATH'));
  });

  test('offers whom an unknown reference may have meant', async () => {
    const { page } = await open(graph('1/alice -> 1/Deployer'), '/?to=1/Deploier');
    await expectSeen(page.getByRole('heading', { name: 'This question has no answer' }));
    await page.getByRole('button', { name: /^Deployer/ }).click();
    await expectSeen(page.getByRole('heading', { name: '1 principal can reach Deployer' }));
  });

  test('says when the server does not answer, and goes on when it does again', async () => {
    const small = graph('1/alice -> 1/Deployer');
    const { page, server } = await open(small, `/?to=${id('1/Deployer')}`, /ERR_CONNECTION_REFUSED/);
    await expectSeen(page.getByRole('heading', { name: '1 principal can reach Deployer' }));
    await server.stop();
    await page.getByRole('button', { name: 'What can it reach?' }).click();
    await expectSeen(page.getByRole('alert').getByText('rolereach does not answer'));

    const again = await serveGraph(small, { port: Number(new URL(server.url).port) });
    onTestFinished(() => again.stop());
    await page.getByRole('button', { name: 'Try again' }).click();
    await expectSeen(page.getByRole('heading', { name: 'Deployer can reach no role' }));
  });

  test('a role that nobody can reach', async () => {
    const { page } = await open(graph('1/Lonely'), `/?to=${id('1/Lonely')}`);
    await expectSeen(page.getByRole('heading', { name: 'Nobody can reach Lonely' }));
  });

  test('an answer that may be incomplete says what could not be read', async () => {
    const { page } = await open(
      graph('1/alice -> 1/Deployer', '* ?> 1/Deployer: its trust policy is no JSON'),
      `/?to=${id('1/Deployer')}`,
    );
    const notice = page.getByRole('status').filter({ hasText: 'This answer may be incomplete' });
    await notice.getByRole('button', { name: 'Show' }).click();
    await expectSeen(notice.getByText('its trust policy is no JSON'));
  });

  test('names are text, whatever they hold', async () => {
    const evil = `Evil<img src=x onerror=alert(1)><script>alert(2)</script>`;
    const { page } = await open(graph(`1/alice ~> 1/${evil}: with <b>MFA</b>`), `/?to=${id(`1/${evil}`)}`);
    await expectSeen(page.getByRole('heading', { name: `1 principal can reach ${evil}` }));
    await pressCard(page, /^alice/);
    await expectSeen(page.getByRole('complementary').getByText('Can assume'));
    await page.getByRole('radio', { name: 'Table' }).locator('..').click();
    await expectSeen(page.getByRole('row', { name: /alice/ }));
    await page.keyboard.press('/');
    await page.keyboard.type('evil');
    await expectSeen(page.getByRole('option', { name: evil }));
    expect(await page.locator('img:not([alt=""]), body script').count()).toBe(0);
  });

  describe('of many principals', () => {
    const many = graph(
      `${[...users(1, 200), ...users(2, 40)].join(', ')} -> 3/Reader`,
      '3/Reader -> 3/Admin',
      '9/stranger -> 3/Admin',
    );

    test('bundles them by account; opened, each stands for itself', async () => {
      const { page } = await open(many, `/?to=${id('3/Admin')}`);
      await expectSeen(page.getByRole('heading', { name: '242 principals can reach Admin' }));
      await expect.poll(() => cards(page).count()).toBe(5);
      await pressCard(page, /^40 principals, 40 IAM users/);
      await expect.poll(() => cards(page).count()).toBe(44);
      await page.goBack();
      await expect.poll(() => cards(page).count()).toBe(5);
    });

    test('lists all of them, a screenful at a time', async () => {
      const { page } = await open(many, `/?to=${id('3/Admin')}&as=table`);
      const table = page.getByRole('table');
      await expectSeen(table.getByRole('row', { name: /Reader/ }));
      expect(await table.getAttribute('aria-rowcount')).toBe('243');
      expect(await table.getByRole('row').count()).toBeLessThan(60);
      await table.getByRole('button', { name: 'Principal' }).click();
      await table.getByRole('button', { name: 'Principal' }).click();
      await expectSeen(table.getByRole('row', { name: /user-99/ }));
    });

    test('narrows the question by hops, verdict and origin, and keeps it in the URL', async () => {
      const { page } = await open(many, `/?to=${id('3/Admin')}`);
      await page.getByRole('button', { name: '2 at 1 hop' }).click();
      await expectSeen(page.getByRole('heading', { name: '2 principals can reach Admin' }));
      await page.getByText('Only from outside').click();
      await expect.poll(() => cards(page).count()).toBe(2);
      expect(new URL(page.url()).search).toContain('hops=1&outside');
      await page.goBack();
      await page.goBack();
      await expectSeen(page.getByRole('heading', { name: '242 principals can reach Admin' }));
    });
  });

  test('the arrow keys lead from card to card', async () => {
    const { page } = await open(graph('1/alice -> 1/Middle', '1/Middle -> 1/Target'), `/?to=${id('1/Target')}`);
    await page.getByRole('button', { name: /^Target, IAM role/ }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await expectSeen(page.getByRole('complementary').getByRole('heading', { name: 'alice' }));
  });
});
