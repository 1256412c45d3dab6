import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { derive } from '../../core/derive/derive.ts';
import { hasBrowser, startBrowser } from '../support/browser.ts';
import { account, mayAssume, role, roleArn, snapshot, trusts, user, userArn } from '../support/organization.ts';
import { expectAccessible, expectSeen, serveGraph, visit } from './support.ts';

const [HOME, OTHER] = ['111111111111', '222222222222'];
const [alice, admin] = [userArn(HOME!, 'alice'), roleArn(OTHER!, 'Admin')];

describe.skipIf(!hasBrowser())('access in the panel of a principal', () => {
  let server: Awaited<ReturnType<typeof serveGraph>>;
  let browser: Browser;

  beforeAll(async () => {
    const home = account(HOME!, { users: [user(HOME!, 'alice', { inline: { assume: mayAssume(admin) } })] });
    const other = account(OTHER!, { roles: [role(OTHER!, 'Admin', trusts(HOME!))] });
    server = await serveGraph(derive(snapshot([home, other])));
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('counts roles by account, and says what its own policies let it do', async () => {
    const { page, leave } = await visit(browser, `${server.url}/?to=${admin}&node=${alice}`);
    const section = (title: string) => page.locator('section', { hasText: title });
    await expectSeen(section('Roles it can assume, by account').getByText('1 directly'));
    const capabilities = section('What its own policies let it do with STS');
    await expectSeen(capabilities.getByText(`the resource = ${admin}`));
    await expectSeen(capabilities.getByText('needs no permission').first());
    await expectAccessible(page);
    await leave();
  });

  test('counts who can use a role', async () => {
    const { page, leave } = await visit(browser, `${server.url}/?to=${admin}&node=${admin}`);
    await expectSeen(page.locator('section', { hasText: 'Who can use it, by account' }).getByText('1 directly'));
    await leave();
  });
});
