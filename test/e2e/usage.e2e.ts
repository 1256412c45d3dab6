import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { derive } from '../../core/derive/derive.ts';
import { hasBrowser, startBrowser } from '../support/browser.ts';
import { assumes, identities, logOf, other } from '../support/cloudtrail.ts';
import * as org from '../support/organization.ts';
import { expectAccessible, expectSeen, serveGraph, visit } from './support.ts';

const HOME = '222222222222';
const TARGET = org.roleArn(HOME, 'Target');
const user = (name: string) => ({ ...identities.user(HOME, name), principalId: `AIDA${HOME}${name}` });
const hostile = '<img src=x onerror=alert(1)>';

const account = org.account(HOME, {
  users: ['alice', 'bob', 'eve'].map((name) =>
    org.user(HOME, name, { id: `AIDA${HOME}${name}`, inline: name === 'eve' ? {} : { All: org.mayAssume('*') } }),
  ),
  roles: [org.role(HOME, 'Target', org.trusts(`arn:aws:iam::${HOME}:root`))],
});
const usage = logOf(
  other(HOME, '2026-08-01T00:00:00Z'),
  other(HOME, '2026-11-21T00:00:00Z'),
  assumes(user('alice'), TARGET),
  assumes(user('alice'), TARGET, { requestParameters: { roleArn: TARGET, sourceIdentity: hostile } }),
  assumes(user('eve'), TARGET),
  assumes(user('bob'), TARGET, { errorCode: 'AccessDenied' }),
);

describe.skipIf(!hasBrowser())('usage', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serveGraph>>;
  let bare: Awaited<ReturnType<typeof serveGraph>>;

  beforeAll(async () => {
    const snapshot = org.snapshot([account], null);
    server = await serveGraph(derive({ ...snapshot, usage }));
    bare = await serveGraph(derive(snapshot));
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await bare?.stop();
  });

  test('leads from all roles to one, who used it, and its trust policy without the others', async () => {
    const { page, leave } = await visit(browser, server.url);
    await page.getByRole('link', { name: 'Usage' }).click();
    await expectSeen(page.getByText('1 hop used, 1 unused in the 90 days to 2026-11-21'));
    await page.getByRole('button', { name: 'Target' }).click();
    expect(page.url()).toContain(`?usage&to=${TARGET}`);
    await expectSeen(page.getByRole('row', { name: /alice.*used.*2 times, last on 2026-11-20/ }));
    await expectSeen(page.getByRole('row', { name: /bob.*unused.*never/ }));
    const reduced = page.getByRole('region', { name: 'Reduced trust policy' });
    await expectSeen(reduced.getByText('narrowed', { exact: true }));
    // Whoever was seen stays, also where rolereach would not have let her in: a log is a fact.
    const narrowed = reduced.getByText(`"${org.userArn(HOME, 'eve')}"`);
    await expectSeen(narrowed);
    await expectSeen(reduced.getByRole('listitem').filter({ hasText: 'bob' }));
    await page.getByLabel('Keep').fill(`${HOME}/bob`);
    await page.getByLabel('Keep').press('Enter');
    await expectSeen(reduced.getByText(`"${org.userArn(HOME, 'bob')}"`));
    expect(page.url()).toContain(`keep=${HOME}/bob`);
    await page.goBack();
    await expectSeen(narrowed);
    await leave();
  });

  test('lists what nobody used, and calls that no policy allows', async () => {
    const { page, leave } = await visit(browser, `${server.url}/?usage&show=unused`);
    await expectSeen(page.getByRole('row', { name: /bob.*Target.*never/ }));
    await page.getByText('To look at').click();
    await expectSeen(page.getByText('1 use without a hop'));
    await expectSeen(page.getByText('AccessDenied'));
    await page.getByRole('button', { name: 'eve → Target' }).click();
    await expectSeen(page.getByText('though the policies of the snapshot do not allow it'));
    expect(page.url()).toContain('show=look');
    await leave();
  });

  test('stands in the panel of a hop and of a role, names as text alone', async () => {
    const hop = `hop=${org.userArn(HOME, 'alice')}&hop=${TARGET}`;
    const { page, leave } = await visit(browser, `${server.url}/?to=${TARGET}&${hop}`);
    await expectSeen(page.getByText('Used 2 times, last on 2026-11-20; first 2026-11-20.'));
    await expectSeen(page.getByText(hostile));
    await page.getByRole('complementary').getByRole('button', { name: 'Target' }).click();
    await expectSeen(page.getByText('Used in the 90 days to 2026-11-21'));
    await page.getByRole('button', { name: 'By whom, and what is not needed' }).click();
    await expectSeen(page.getByRole('region', { name: 'Reduced trust policy' }));
    await leave();
  });

  test('lies over the chains when it is asked for, with a legend', async () => {
    const { page, leave } = await visit(browser, `${server.url}/?to=${TARGET}`);
    const legend = page.getByRole('list', { name: 'Legend' });
    await expectSeen(legend.getByText('allowed'));
    expect(await legend.getByText('unused for 90 days').count()).toBe(0);
    await page.getByText('What was used').click();
    await expectSeen(legend.getByText('unused for 90 days'));
    await expectSeen(legend.getByText('used', { exact: true }));
    expect(page.url()).toContain('&used');
    await leave();
  });

  test('without logs says how to give some', async () => {
    const { page, leave } = await visit(browser, `${bare.url}/?usage`);
    await expectSeen(page.getByText('No logs of CloudTrail were read'));
    await page.goto(`${bare.url}/?to=${TARGET}&used`);
    await expectSeen(page.getByText('give some with ingest --cloudtrail'));
    await leave();
  });

  test.each([
    ['light', '/?usage'],
    ['dark', '/?usage&show=unused'],
    ['light', '/?usage&show=look'],
    ['light', `/?usage&to=${TARGET}`],
    ['dark', `/?usage&to=${TARGET}`],
    ['dark', `/?to=${TARGET}&used`],
  ] as const)('is accessible: %s %s', async (colorScheme, place) => {
    const { page, leave } = await visit(browser, server.url + place, { colorScheme });
    await expectSeen(page.getByText(/used|Legend/).first());
    if (place.includes('usage&to')) await expectSeen(page.getByRole('region', { name: 'Changes to the trust policy' }));
    await expectAccessible(page);
    await leave();
  });
});
