import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, startBrowser } from '../support/browser.ts';
import { graph } from '../support/graph.ts';
import { serveGraph, visit } from './support.ts';

describe.skipIf(!hasBrowser())('GraphiQL', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  test('reads the schema and answers a query, with nothing from elsewhere and nothing blocked', async () => {
    const server = await serveGraph(graph('1/alice -> 1/Deployer'));
    const query = encodeURIComponent('{ role(ref: "Deployer") { nodeId } }');
    const { page, leave } = await visit(browser, `${server.url}/graphiql?query=${query}`);
    await page.getByRole('button', { name: /execute/i }).click();
    await page.getByText('arn:aws:iam::111111111111:role/Deployer').waitFor();

    const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    const loaded = names.filter((name) => name.startsWith('http')).map((name) => new URL(name).origin);
    expect(new Set(loaded)).toEqual(new Set([server.url]));
    await leave();
    await server.stop();
  });
});
