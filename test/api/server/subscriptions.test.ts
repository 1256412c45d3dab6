import { afterEach, describe, expect, test } from 'vitest';
import type { IngestControl, ServerOptions } from '../../../api/index.ts';
import { Ingests } from '../../../cli/ingests.ts';
import { graph } from '../../support/graph.ts';
import { rawRequest } from '../support/raw-request.ts';
import { serving, type Serving } from '../support/serving.ts';
import { subscribe } from '../support/subscribing.ts';

const WATCH = 'subscription { ingestProgress { state } }';

let server: Serving | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

/** Ingests that never end by themselves, and how many watch them. */
class Watched implements IngestControl {
  readonly source = 'nothing';
  watchers = 0;
  readonly #ingests = new Ingests({ source: 'nothing', run: () => new Promise(() => {}) });
  current = () => this.#ingests.current();
  start = () => this.#ingests.start();
  stop = () => this.#ingests.stop();
  subscribe(onChange: () => void): () => void {
    const unsubscribe = this.#ingests.subscribe(onChange);
    this.watchers += 1;
    return () => {
      this.watchers -= 1;
      unsubscribe();
    };
  }
}

async function servingWatched(options: Partial<ServerOptions> = {}): Promise<Watched> {
  const ingests = new Watched();
  server = await serving([graph('1/alice -> 1/Deployer')], { ingests, ...options });
  return ingests;
}

const url = () => server!.url.replace('0.0.0.0', '127.0.0.1');

describe('a subscription', () => {
  test('is told as events that nobody on the way keeps or holds back', async () => {
    await servingWatched();
    const { response, next, leave } = await subscribe(url(), WATCH);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': expect.stringMatching(/no-cache|no-store/) as string,
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'") as string,
    });
    expect(await next()).toEqual({ data: { ingestProgress: null } });
    leave();
  });

  test('leaves nothing behind when the client goes away, also while nothing happens', async () => {
    const ingests = await servingWatched();
    const [one, two] = [await subscribe(url(), WATCH), await subscribe(url(), WATCH)];
    await Promise.all([one.next(), two.next()]);
    expect(ingests.watchers).toBe(2);
    one.leave();
    await expect.poll(() => ingests.watchers).toBe(1);
    ingests.start();
    expect(await two.next()).toEqual({ data: { ingestProgress: { state: 'RUNNING' } } });
    two.leave();
    await expect.poll(() => ingests.watchers).toBe(0);
  });

  test('ends when the server stops', async () => {
    const ingests = await servingWatched();
    const one = await subscribe(url(), WATCH);
    await one.next();
    const stopped = server!.stop();
    expect(await one.next()).toBeNull();
    await stopped;
    expect(ingests.watchers).toBe(0);
    server = undefined;
  });

  test('is refused to those who take no events, and nothing is kept for them', async () => {
    const ingests = await servingWatched();
    const options = { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' } };
    const { status } = await rawRequest(url(), '/graphql', { ...options, body: JSON.stringify({ query: WATCH }) });
    expect(status).toBe(406);
    expect(ingests.watchers).toBe(0);
  });

  test.each([
    ['a page of another Origin', { origin: 'https://evil.example' }, 403],
    ['a name that was rebound', { host: 'evil.example' }, 403],
    ['a form', { 'content-type': 'text/plain' }, 415],
  ])('is refused to %s', async (_what, headers: Record<string, string>, status) => {
    await servingWatched();
    const all = { 'content-type': 'application/json', accept: 'text/event-stream', ...headers };
    const options = { method: 'POST', headers: all, body: JSON.stringify({ query: WATCH }) };
    expect((await rawRequest(url(), '/graphql', options)).status).toBe(status);
  });

  test('is asked for with POST alone', async () => {
    await servingWatched();
    const path = `/graphql?query=${encodeURIComponent(WATCH)}`;
    expect((await rawRequest(url(), path, { headers: { accept: 'text/event-stream' } })).status).toBe(405);
  });

  test('asks for the token', async () => {
    await servingWatched({ host: '0.0.0.0', token: 'secret' });
    expect((await subscribe(url(), WATCH)).response.status).toBe(401);
    const { response, leave } = await subscribe(url(), WATCH, { authorization: 'Bearer secret' });
    expect(response.status).toBe(200);
    leave();
  });

  test('keeps to the limits of a query', async () => {
    await servingWatched();
    const aliases = Array.from({ length: 31 }, (_, index) => `a${index}: state`).join(' ');
    const { next } = await subscribe(url(), `subscription { ingestProgress { ${aliases} } }`);
    expect((await next())?.errors?.[0]?.extensions.code).toBe('LIMIT_EXCEEDED');
  });
});
