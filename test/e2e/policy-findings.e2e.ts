import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { derive } from '../../core/derive/derive.ts';
import { hasBrowser, startBrowser } from '../support/browser.ts';
import { account, document, role, roleArn, snapshot, user, userArn } from '../support/organization.ts';
import { expectAccessible, expectSeen, serveGraph, visit } from './support.ts';

const HOME = '111111111111';
const [alice, admin] = [userArn(HOME, 'alice'), roleArn(HOME, 'Admin')];

describe.skipIf(!hasBrowser())('findings on policies', () => {
  let server: Awaited<ReturnType<typeof serveGraph>>;
  let browser: Browser;

  beforeAll(async () => {
    const trust = document(
      { Effect: 'Allow', Principal: { AWS: alice }, Action: ['sts:AssumeRole', 'sts:*'] },
      { Sid: 'All', Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
    );
    const home = account(HOME, { users: [user(HOME, 'alice')], roles: [role(HOME, 'Admin', trust)] });
    server = await serveGraph(derive(snapshot([home])));
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('stand under their statements in the evidence of a hop, and open to why they matter', async () => {
    const { page, leave } = await visit(browser, `${server.url}/?to=${admin}&hop=${alice}&hop=${admin}`);
    const policy = page.getByRole('region', { name: /^Document of/ }).first();
    const finding = policy.getByText('"sts:AssumeRole" is covered by "sts:*".');
    await expectSeen(finding);
    await finding.click();
    await expectSeen(policy.getByText('Suggestion: It adds nothing', { exact: false }));
    await expectSeen(policy.getByText('rolereach validate --explain redundant-action'));
    await expectAccessible(page);
    await leave();
  });

  test('stand in the policies of a role, each with its statement', async () => {
    const { page, leave } = await visit(browser, `${server.url}/?to=${admin}&node=${admin}`);
    await page.getByRole('button', { name: /^Trust policy/ }).click();
    const policy = page.getByRole('region', { name: /^Document of/ });
    await expectSeen(policy.getByText('Statement 2 (All) trusts everyone', { exact: false }));
    const lists = policy.getByRole('list', { name: 'Findings' });
    await expect.poll(() => lists.count()).toBe(2);
    await leave();
  });
});
