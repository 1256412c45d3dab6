import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { derive } from '../../core/derive/derive.ts';
import { hasBrowser, startBrowser } from '../support/browser.ts';
import { sourceIdentities } from '../support/source-identities.ts';
import { expectAccessible, expectSeen, serveGraph, visit } from './support.ts';

const QUESTION = '/?from=ann&to=Target';
const [DETOUR, STRAIGHT] = [
  /^Asks for ann passing source identity = ann; then, as First, .* = ann .*; then, as Detour, /,
  /^Asks for .* = bob /,
];
const CONTRADICTION = /^No one can walk it\. A source identity stays what it was .* = ann, .* = bob\.$/;

describe.skipIf(!hasBrowser())('what a path asks for', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serveGraph>>;

  beforeAll(async () => {
    server = await serveGraph(derive(sourceIdentities()));
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
    test('stands over the picture for the path that is followed, with its contradiction', async () => {
      const { page, leave } = await visit(browser, server.url + QUESTION, { colorScheme });
      await expectSeen(page.getByText(DETOUR));
      await expectSeen(page.getByText(/^Role chaining: /));
      expect(await page.getByText(CONTRADICTION).count()).toBe(0);

      await page.getByRole('button', { name: 'Path 2 Conditional 2 hops, a contradiction' }).click();
      await expectSeen(page.getByText(STRAIGHT));
      await expectSeen(page.getByText(CONTRADICTION));
      await expectAccessible(page);
      await leave();
    });

    test('stands with each path step by step', async () => {
      const { page, leave } = await visit(browser, `${server.url}${QUESTION}&as=table`, { colorScheme });
      await expectSeen(page.getByText(DETOUR));
      await expectSeen(page.getByText(STRAIGHT));
      await expectSeen(page.getByText(CONTRADICTION));
      await expectAccessible(page);
      await leave();
    });
  });
});
