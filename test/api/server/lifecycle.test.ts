import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { ServerStartError, startServer } from '../../../api/index.ts';
import { graph } from '../../support/graph.ts';
import { altered } from '../support/altered-store.ts';
import { rawRequest } from '../support/raw-request.ts';
import { post, serving, type Serving } from '../support/serving.ts';

const people = graph('1/alice -> 1/Deployer');

describe('the server', () => {
  let server: Serving | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  const start = (options: { host?: string; port?: number }) =>
    startServer({ store: server!.store, host: '127.0.0.1', port: 0, version: '1', ...options });

  test('says that its port is taken, and how to go on', async () => {
    server = await serving([people]);
    const port = Number(new URL(server.url).port);
    await expect(start({ port })).rejects.toThrow(
      new ServerStartError(`Port ${port} on 127.0.0.1 is taken. Choose another with --port.`),
    );
  });

  test.each(['0.0.0.0', '::', '192.0.2.1', 'example.com'])('does not listen on %s without a token', async (host) => {
    server = await serving([people]);
    await expect(start({ host })).rejects.toThrow(/token/);
  });

  test('says that an address is not of this machine', async () => {
    server = await serving([people]);
    const options = { store: server.store, host: '192.0.2.1', port: 0, version: '1', token: 'x' };
    await expect(startServer(options)).rejects.toThrow('192.0.2.1 is no address of this machine');
  });

  test('stops, and closes connections that are open', async () => {
    server = await serving([people]);
    const { port } = new URL(server.url);
    const idle = connect(Number(port), '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    const closed = new Promise((resolve) => idle.once('close', resolve));
    await post(server.url, { query: '{ status { version } }' });
    await server.stop();
    await closed;
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow('fetch failed');
    server = undefined;
  });

  test('lets a question under way be answered before it stops', async () => {
    const answer = new EventEmitter();
    const wrap = altered(() => ({
      cypher: async () => {
        await once(answer, 'ready');
        return { columns: ['n'], rows: [], truncated: false };
      },
    }));
    server = await serving([people], { wrap });
    const asking = server.ask('{ cypher(query: "RETURN 1") { columns } }');
    await server.ask('{ status { version } }');
    const stopped = server.stop();
    answer.emit('ready');
    expect(await asking).toEqual({ data: { cypher: { columns: ['n'] } } });
    await stopped;
    server = undefined;
  });

  test('stops twice without complaint', async () => {
    server = await serving([people]);
    const second = await start({});
    await Promise.all([second.close(), second.close()]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  test('starts over an empty store, and says when the store cannot be read', async () => {
    let broken = false;
    const wrap = altered((store) => ({
      generations: () => (broken ? Promise.reject(new Error('gone')) : store.generations()),
    }));
    server = await serving([], { wrap });
    expect((await rawRequest(server.url, '/healthz')).status).toBe(200);
    broken = true;
    expect((await rawRequest(server.url, '/healthz')).status).toBe(503);
  });
});
