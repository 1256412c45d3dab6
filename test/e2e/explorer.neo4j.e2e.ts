import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningServer } from '../../api/index.ts';
import { Sample } from '../sample/support.ts';
import { hasBrowser, startBrowser } from '../support/browser.ts';
import { cards, expectSeen, type OwnStore, pressCard, serve, STORES, visit } from './support.ts';
import { compact } from '../support/compact.ts';

const TARGET = 'arn:aws:iam::888899990000:role/CustomerDataAdmin';
const DEPLOYER = 'arn:aws:iam::666677778888:role/DeployOrders';
const EVIDENCE = 'Statement “MigrationWindowMarch2024” lets the caller in';

describe.skipIf(!hasBrowser()).each(STORES)('the explorer on $name', ({ available, open }) => {
  let own: OwnStore;
  let server: RunningServer;
  let browser: Browser;

  beforeAll(async () => {
    own = await open();
    await own.store.load(compact((await Sample.read()).graph));
    server = await serve(own.store);
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await own?.remove();
  });

  test.skipIf(!available)(
    'from a search to a role, a hop, its evidence and a path; by a shared link, and back',
    async () => {
      const { page, leave } = await visit(browser, server.url);
      const principal = page.getByRole('complementary', { name: 'Principal' });
      const hop = page.getByRole('complementary', { name: 'Hop' });

      await expectSeen(page.getByRole('heading', { name: 'Who can reach which role?' }));
      await page.keyboard.press('/');
      await page.keyboard.type('customerdata');
      await expectSeen(page.getByRole('option', { name: /CustomerDataAdmin/ }));
      await page.keyboard.press('Enter');

      await expectSeen(page.getByRole('heading', { name: '34 principals can reach CustomerDataAdmin' }));
      expect(new URL(page.url()).searchParams.get('to')).toBe(TARGET);
      await expect.poll(() => cards(page).count()).toBe(35);

      await pressCard(page, /^DeployOrders, IAM role, orders-prod · 666677778888, 1 hop away/);
      await expectSeen(principal.getByRole('heading', { name: 'DeployOrders' }));
      await principal.getByRole('button', { name: /^CustomerDataAdmin/ }).click();

      await expectSeen(hop.getByText(EVIDENCE));
      const [trust, identity] = await hop.locator('[data-highlight]').allTextContents();
      expect(trust).toContain('"Sid": "MigrationWindowMarch2024"');
      expect(identity).toContain('"Sid": "MigrateCustomerTable"');
      const sharedLink = page.url();
      expect(new URL(sharedLink).searchParams.getAll('hop')).toEqual([DEPLOYER, TARGET]);

      await page.getByRole('button', { name: /^maya.okafor, IAM user/ }).focus();
      await page.keyboard.press('Enter');
      await principal.getByRole('button', { name: 'Its paths to the target' }).click();
      await expectSeen(page.getByRole('heading', { name: 'One path from maya.okafor to CustomerDataAdmin' }));
      await expect.poll(() => cards(page).count()).toBe(6);

      const shared = await visit(browser, sharedLink);
      await expectSeen(shared.page.getByRole('heading', { name: '34 principals can reach CustomerDataAdmin' }));
      await expectSeen(shared.page.getByText(EVIDENCE));
      await shared.leave();

      await page.goBack();
      await expectSeen(principal.getByRole('heading', { name: 'maya.okafor' }));
      await page.goBack();
      await expectSeen(hop.getByText(EVIDENCE));
      await page.goForward();
      await expectSeen(principal.getByRole('heading', { name: 'maya.okafor' }));
      await leave();
    },
  );

  test.skipIf(!available)('a role that nobody reaches: why the direct hop does not exist', async () => {
    const question = '/?from=orders-dev/maya.okafor&to=data-prod/ReportReader';
    const { page, leave } = await visit(browser, server.url + question);
    await expectSeen(page.getByRole('heading', { name: 'No path from maya.okafor to ReportReader' }));
    await expectSeen(page.getByText('No context makes this hop hold.'));
    await expectSeen(page.getByText("No statement of the caller's identity policies allows the call."));
    await leave();
  });
});
