import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { Sample } from '../sample/support.ts';
import { hasBrowser, startBrowser } from '../support/browser.ts';
import { expectAccessible, expectSeen, serveGraph, visit } from './support.ts';

const TARGET = 'data-prod/CustomerDataAdmin';
const [DEPLOYER, ADMIN] = [
  'arn:aws:iam::666677778888:role/DeployOrders',
  'arn:aws:iam::888899990000:role/CustomerDataAdmin',
];

/** What it is, its query, and what to wait for. */
const VIEWS = [
  ['the start page', '/', 'Roles with “admin”'],
  ['who can reach a role', `/?to=${TARGET}`, '34 principals can reach'],
  ['a principal', `/?to=${TARGET}&node=${DEPLOYER}`, 'Unique id'],
  ['a hop', `/?to=${TARGET}&hop=${DEPLOYER}&hop=${ADMIN}`, 'lets the caller in'],
  ['a table', `/?to=${TARGET}&as=table&node=${DEPLOYER}`, 'Unique id'],
  ['what someone can reach, incompletely', '/?from=public:*', 'may be incomplete'],
  ['paths', `/?from=orders-dev/maya.okafor&to=${TARGET}`, 'One path'],
  ['paths step by step', `/?from=orders-dev/maya.okafor&to=${TARGET}&as=table`, 'Path 1'],
  ['no path', '/?from=orders-dev/maya.okafor&to=data-prod/ReportReader', 'The direct hop'],
  ['an unknown role', '/?to=data-prod/CustomerDataAdmn', 'This question has no answer'],
] as const;

describe.skipIf(!hasBrowser())('accessibility', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serveGraph>>;

  beforeAll(async () => {
    server = await serveGraph((await Sample.read()).graph);
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
    test.each(VIEWS)('%s', async (_name, path, text) => {
      const { page, leave } = await visit(browser, server.url + path, { colorScheme });
      await expectSeen(page.getByText(text).first());
      await expectAccessible(page);
      await leave();
    });

    test('the search', async () => {
      const { page, leave } = await visit(browser, server.url, { colorScheme });
      await page.getByRole('button', { name: 'Search principals' }).click();
      await page.getByRole('combobox').fill('admin');
      await expectSeen(page.getByRole('option').first());
      await expectAccessible(page);
      await leave();
    });
  });
});
