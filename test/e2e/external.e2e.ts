import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, startBrowser } from '../support/browser.ts';
import { analyzer, withFindings } from '../support/findings.ts';
import { accountNumber, graph, id } from '../support/graph.ts';
import { expectAccessible, expectSeen, serveGraph, visit } from './support.ts';

const HOME = accountNumber('2');
const rules = [{ ruleName: 'partners', filter: { 'principal.AWS': { eq: [accountNumber('8')] } } }];

describe.skipIf(!hasBrowser())('external access', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serveGraph>>;

  beforeAll(async () => {
    const findings = [
      { role: '2/Open', principal: { AWS: accountNumber('9') } },
      { role: '2/Partner', principal: { AWS: accountNumber('8') }, status: 'ARCHIVED' },
      { role: '2/Gone', principal: { AWS: '464622532012' } },
    ];
    const hops = graph('account:9, 1/alice -> 2/Open', 'account:8 -> 2/Partner', '2/Open -> 3/Deep');
    server = await serveGraph(withFindings(hops, { '2': [analyzer('2', findings, { rules })] }));
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('leads from the roles into the chains, with the zone kept in the URL', async () => {
    const { page, leave } = await visit(browser, server.url);
    await page.getByRole('link', { name: 'External access' }).click();
    await expectSeen(page.getByText('3 roles are reachable from outside the zone of trust'));
    await page.getByLabel('Zone of trust').fill(HOME);
    await page.getByLabel('Zone of trust').press('Enter');
    await expectSeen(page.getByText('2 roles are reachable from outside the zone of trust'));
    expect(page.url()).toContain(`?external&zone=${HOME}`);
    await page.getByRole('button', { name: 'Chains to Open' }).click();
    await expectSeen(page.getByText('2 principals can reach'));
    expect(page.url()).toContain(`zone=${HOME}`);
    await leave();
  });

  test('shows findings beside hops, why only one of the two knows, and what archive rules hide', async () => {
    const { page, leave } = await visit(browser, `${server.url}/?external&compare`);
    const list = page.getByRole('region', { name: 'Access from outside' });
    await expectSeen(list.getByText('Archived by rule "partners"'));
    await expectSeen(list.getByText('not in the snapshot'));
    await expectSeen(list.getByText('A chain of roles leads here'));
    await expectSeen(list.getByText('partners (account-analyzer, eu-central-1) hides 1'));
    await page.getByLabel('Who knows of it').selectOption('BOTH');
    await expectSeen(page.getByText('known to both'));
    await leave();
  });

  test('shows the findings about a role in its panel', async () => {
    const { page, leave } = await visit(browser, `${server.url}/?to=${id('2/Partner')}&node=${id('2/Partner')}`);
    await expectSeen(page.getByText('Access Analyzer says'));
    await expectSeen(page.getByText('888888888888 · archive rule partners'));
    await leave();
  });

  test.each(['/?external', '/?external&compare'])('%s can be used by all', async (path) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, leave } = await visit(browser, server.url + path, { colorScheme });
      await expectSeen(page.getByText(path.endsWith('compare') ? 'known to both' : 'Nearest from outside'));
      await expectAccessible(page);
      await leave();
    }
  });
});
