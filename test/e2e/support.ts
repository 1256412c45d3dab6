import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type RunningServer, type ServerOptions, startServer } from '../../api/index.ts';
import type { AccessGraph } from '../../core/model/access-graph.ts';
import { type AccessGraphStore, openStore } from '../../store/index.ts';
import { temporaryFolder } from '../support/embedded.ts';
import { hasNeo4j, testDatabase } from '../support/neo4j/database.ts';
import { compact } from '../support/compact.ts';

/** A store of a test, and how to get rid of it. */
export interface OwnStore {
  readonly store: AccessGraphStore;
  remove(): Promise<void>;
}

export const STORES: readonly { name: string; available: boolean; open: () => Promise<OwnStore> }[] = [
  { name: 'the embedded store', available: true, open: embedded },
  { name: 'Neo4j', available: hasNeo4j, open: neo4j },
];

async function embedded(): Promise<OwnStore> {
  const folder = await temporaryFolder();
  const store = await openStore(`embedded:${folder.path}`);
  return {
    store,
    async remove() {
      await store.close();
      await folder.remove();
    },
  };
}

async function neo4j(): Promise<OwnStore> {
  const database = testDatabase();
  await database.empty();
  const store = await openStore(database.url, database.options);
  return {
    store,
    async remove() {
      await store.close();
      await database.empty();
      await database.close();
    },
  };
}

const WEB_ROOT = new URL('../../dist/web', import.meta.url).pathname;

export const serve = (store: AccessGraphStore, options: Partial<ServerOptions> = {}): Promise<RunningServer> =>
  startServer({ store, host: '127.0.0.1', port: 0, version: '1.2.3', webRoot: WEB_ROOT, ...options });

/** The explorer over an embedded store with the graph, or an empty one. */
export async function serveGraph(
  graph: AccessGraph | null,
  options: Partial<ServerOptions> = {},
): Promise<{ url: string; stop(): Promise<void> }> {
  const own = await embedded();
  if (graph !== null) await own.store.load(compact(graph));
  const server = await serve(own.store, options);
  return {
    url: server.url,
    async stop() {
      await server.close();
      await own.remove();
    },
  };
}

/** A page of its own. */
export interface Visit {
  readonly page: Page;
  /** Closes it. @throws Error where its console held errors or warnings, or a script failed */
  leave(): Promise<void>;
}

interface VisitOptions extends BrowserContextOptions {
  /** Complaints that belong to the test. */
  readonly expected?: RegExp;
}

export async function visit(browser: Browser, url: string, options: VisitOptions = {}): Promise<Visit> {
  const { expected, ...rest } = options;
  const viewport = { width: 1440, height: 900 };
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', ...rest });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  const complain = (text: string) => void (expected?.test(text) || complaints.push(text));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complain(message.text());
  });
  page.on('pageerror', (error) => complain(String(error)));
  page.on('dialog', (dialog) => complain(`dialog: ${dialog.message()}`));
  await page.goto(url);
  return {
    page,
    async leave() {
      await context.close();
      if (complaints.length > 0) throw new Error(`The page complained: ${complaints.join('; ')}`);
    },
  };
}

/** No violation of accessibility rules that axe calls serious or critical. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}

/** It comes into sight. */
export const expectSeen = (what: Locator): Promise<void> => what.waitFor();

/** The buttons that stand over the cards. */
export const cards = (page: Page) => page.getByRole('group', { name: /^Principals/ }).getByRole('button');

/** Presses the mouse where the button over a card stands, which hits the card on the canvas below it. */
export async function pressCard(page: Page, name: RegExp): Promise<void> {
  const card = page.getByRole('group', { name: /^Principals/ }).getByRole('button', { name });
  await card.waitFor();
  const box = (await card.boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}
