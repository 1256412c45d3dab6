import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, startBrowser } from '../support/browser.ts';
import { lastAccessedGraph, OPEN } from '../support/last-accessed.ts';
import { expectAccessible, expectSeen, serveGraph, visit } from './support.ts';

describe.skipIf(!hasBrowser())('what a role uses', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serveGraph>>;

  beforeAll(async () => {
    server = await serveGraph(lastAccessedGraph());
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('stands beside the roles that are reachable from outside, and in the panel of one', async () => {
    const { page, leave } = await visit(browser, `${server.url}/?external`);
    const table = page.getByRole('region', { name: 'Roles reachable from outside' });
    await expectSeen(table.getByRole('cell', { name: '3 of 5' }));
    await expectSeen(table.getByRole('cell', { name: 'not known' }));
    await table.getByRole('button', { name: 'Open', exact: false }).first().click();
    await page.getByRole('button', { name: 'What does it use of what it may do?' }).click();
    await expectSeen(
      page.getByText('It may call 5 actions of 3 services; in the last 400 days: 1 used, 3 unused, 1 not tracked'),
    );
    await page.getByText('sqs', { exact: true }).click();
    await expectSeen(page.getByRole('list', { name: 'Used actions of sqs' }).getByText('2026-11-20, eu-central-1'));
    const changes = page.getByRole('region', { name: 'Changes to Queues' });
    await expectSeen(changes.locator('del').getByText('"kms:Decrypt"'));
    expect(await changes.locator('ins').allTextContents()).toEqual(['+         "sqs:CreateQueue"\n']);
    await expectSeen(page.getByText(/Proven: of \d+ actions none is allowed that was not/));
    await leave();
  });

  test('what is far from a change is folded, and opens', async () => {
    const { page, leave } = await visit(browser, `${server.url}/?to=${OPEN}&node=${OPEN}`);
    await page.getByRole('button', { name: 'What does it use of what it may do?' }).click();
    const changes = page.getByRole('region', { name: 'Changes to Queues' });
    await changes.getByRole('button', { name: 'lines as before' }).first().click();
    await expectSeen(changes.getByText('"Version"'));
    await leave();
  });

  test.each(['light', 'dark'] as const)('is accessible in %s', async (colorScheme) => {
    const { page, leave } = await visit(browser, `${server.url}/?to=${OPEN}&node=${OPEN}`, { colorScheme });
    await page.getByRole('button', { name: 'What does it use of what it may do?' }).click();
    await expectSeen(page.getByText(/Proven: /));
    await expectAccessible(page);
    await leave();
  });
});
