import { GetRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { derive } from '../../core/derive/derive.ts';
import { post } from '../api/support/serving.ts';
import { type Analyzer, type AwsStub, startAwsStub } from '../aws/index.ts';
import { iamClient } from '../aws/sdk.ts';
import { hasBrowser, startBrowser } from '../support/browser.ts';
import { analyzer, withFindings } from '../support/findings.ts';
import { account, document, mayAssume, role, roleArn, snapshot, trusts } from '../support/organization.ts';
import { stubRemediation } from '../support/remediation.ts';
import { expectAccessible, expectSeen, serveGraph, visit } from './support.ts';

const [HOME, VENDOR] = ['111111111111', '999999999999'];
const [DEPLOY, DATA] = [roleArn(HOME, 'Deploy'), roleArn(HOME, 'Data')];
const TRUST = trusts(VENDOR);
/** The vendor → Deploy → Data. */
const COLLECTED = snapshot([
  account(HOME, {
    roles: [role(HOME, 'Deploy', TRUST, { inline: { data: mayAssume(DATA) } }), role(HOME, 'Data', trusts(DEPLOY))],
  }),
]);
const FOUND = analyzer('1', [{ id: 'f-1', role: '1/Deploy', principal: { AWS: VENDOR } }]);
const GRAPH = withFindings(derive(COLLECTED), { 1: [FOUND] });
const LIVE: Analyzer = { name: 'account-analyzer', type: 'ACCOUNT', arn: FOUND.Analyzer.arn };

interface Planned {
  readonly data: { readonly remediationPlan: { readonly approval: { readonly token: string } } };
}

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Take this access away' });

describe.skipIf(!hasBrowser())('taking access away', () => {
  let browser: Browser;
  let stub: AwsStub;
  let server: Awaited<ReturnType<typeof serveGraph>>;
  beforeAll(async () => void (browser = await startBrowser()));
  afterAll(() => browser?.close());
  beforeEach(async () => {
    const extras = { [HOME]: { analyzers: { 'eu-central-1': [LIVE] } } };
    stub = await startAwsStub({ snapshot: COLLECTED, callerAccount: HOME, extras });
    server = await serveGraph(GRAPH, { remediation: stubRemediation(stub) });
  });
  afterEach(async () => {
    await server.stop();
    await stub.close();
  });

  const liveDocument = async (): Promise<unknown> => {
    const { Role } = await iamClient(stub).send(new GetRoleCommand({ RoleName: 'Deploy' }));
    return JSON.parse(decodeURIComponent(Role!.AssumeRolePolicyDocument!));
  };

  test('leads from a finding over its plan to its application, and back, with the keyboard alone', async () => {
    const { page, leave } = await visit(browser, `${server.url}/?external&compare`);
    await page.getByRole('button', { name: `Take this access away… ${VENDOR}` }).press('Enter');
    const dialog = dialogOf(page);
    await expectSeen(dialog.getByRole('region', { name: 'Changes to the trust policy of Deploy' }).getByText('"Deny"'));
    await expectSeen(dialog.getByText('no longer reaches Data'));
    expect(page.url()).toContain('&cut=');
    expect(await dialog.getByRole('button', { name: 'Apply' }).isDisabled()).toBe(true);
    await dialog.getByLabel('I have read what this changes').press('Space');
    await dialog.getByRole('button', { name: 'Apply' }).press('Enter');
    await expectSeen(dialog.getByText('Applied: the access is taken away'));
    expect(await liveDocument()).toMatchObject({ Statement: [{ Effect: 'Allow' }, { Sid: 'f1', Effect: 'Deny' }] });

    await page.reload();
    await dialog.getByLabel('I want this access back').press('Space');
    await dialog.getByRole('button', { name: 'Take it back' }).press('Enter');
    await expectSeen(dialog.getByText('Taken back: the access is there again'));
    expect(await liveDocument()).toEqual(TRUST);
    await expectSeen(
      dialog.getByRole('region', { name: 'History' }).getByText(/Way back reverted, for someone on the/),
    );
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(page.url()).not.toContain('cut=');
    await leave();
  });

  test('of a hop; who must not lose access is kept in the URL, and lets no plan be made', async () => {
    const { page, leave } = await visit(browser, `${server.url}/?to=${DATA}&hop=${DEPLOY}&hop=${DATA}`);
    await page.getByRole('button', { name: 'Take this access away…' }).click();
    const dialog = dialogOf(page);
    await expectSeen(dialog.getByText('Changes with it'));
    await dialog.getByLabel('Must not lose access').fill(`${HOME}/Deploy`);
    await dialog.getByLabel('Must not lose access').press('Enter');
    await expectSeen(dialog.getByText('There is no plan for this'));
    await expectSeen(dialog.getByText('must not lose access, and would no longer'));
    expect(page.url()).toContain(`glass=${HOME}/Deploy`);
    await page.goBack();
    await expectSeen(dialog.getByText('Changes with it'));
    await leave();
  });

  test('says that nothing was changed where somebody else has edited the trust policy', async () => {
    const edited = document({ Effect: 'Allow', Principal: { AWS: HOME }, Action: 'sts:AssumeRole' });
    const { page, leave } = await visit(browser, `${server.url}/?external&compare&cut=f-1`);
    const dialog = dialogOf(page);
    await dialog.getByLabel('I have read what this changes').check();
    await iamClient(stub).send(
      new UpdateAssumeRolePolicyCommand({ RoleName: 'Deploy', PolicyDocument: JSON.stringify(edited) }),
    );
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await expectSeen(dialog.getByText('Nothing was changed: what is there is not what was planned from'));
    expect(await liveDocument()).toEqual(edited);
    await leave();
  });

  test('an approval that was used by somebody else is refused, and the plan can be made again', async () => {
    const { page, leave } = await visit(browser, 'about:blank');
    const planned = page.waitForResponse((response) => /remediationPlan/.test(response.request().postData() ?? ''));
    await page.goto(`${server.url}/?external&compare&cut=f-1`);
    const { token } = ((await (await planned).json()) as Planned).data.remediationPlan.approval;
    const query = `mutation { remediationApply(token: "${token}") { state } }`;
    await post(server.url, { query });
    const dialog = dialogOf(page);
    await dialog.getByLabel('I have read what this changes').check();
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await expectSeen(dialog.getByText('The approval was used already'));
    await dialog.getByRole('button', { name: 'Plan again' }).click();
    await dialog.getByLabel('I have read what this changes').and(page.locator(':not(:checked)')).check();
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await expectSeen(dialog.getByText('It was so already'));
    await leave();
  });

  test('a server that may not apply gives the command for it', async () => {
    await server.stop();
    server = await serveGraph(GRAPH);
    const { page, leave } = await visit(browser, `${server.url}/?external&compare&cut=f-1`);
    await expectSeen(dialogOf(page).getByText('npx rolereach apply f-1 --yes'));
    expect(await dialogOf(page).getByRole('button', { name: 'Apply' }).count()).toBe(0);
    await leave();
  });

  test('a finding of access that is meant is archived', async () => {
    const { page, leave } = await visit(browser, `${server.url}/?external&compare`);
    await page.getByRole('button', { name: `Archive… the finding about ${VENDOR}` }).click();
    const dialog = page.getByRole('dialog', { name: 'Archive this finding' });
    await expectSeen(dialog.getByText(`principal.AWS is "${VENDOR}"`));
    await expectSeen(dialog.getByText('that is this finding alone'));
    await dialog.getByLabel('This access is meant').check();
    await dialog.getByRole('button', { name: 'Create the rule' }).click();
    await expectSeen(dialog.getByText('Archived', { exact: true }));
    expect(stub.requests.map(({ operation }) => operation)).toContain('CreateArchiveRule');
    await leave();
  });

  test.each(['cut=f-1', 'archive=f-1', 'cut=no-such'])('%s can be used by all', async (what) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, leave } = await visit(browser, `${server.url}/?external&compare&${what}`, { colorScheme });
      await expectSeen(
        page.getByRole('dialog').getByText(/Changes with it|archives what meets|No finding about a role/),
      );
      await expectAccessible(page);
      if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${what}-${colorScheme}.png` });
      await leave();
    }
  });
});
