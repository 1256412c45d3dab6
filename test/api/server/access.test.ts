import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { graph } from '../../support/graph.ts';
import { rawRequest } from '../support/raw-request.ts';
import { serving, type Serving } from '../support/serving.ts';

const people = graph('1/alice -> 1/Deployer');
const question = JSON.stringify({ query: '{ status { version } }' });
const json = { 'content-type': 'application/json' };

describe('on loopback', () => {
  let server: Serving;
  let own: string;
  beforeAll(async () => {
    server = await serving([people]);
    own = new URL(server.url).host;
  });
  afterAll(() => server.stop());

  test.each([
    ['127.0.0.1', 200],
    ['localhost:9999', 200],
    ['[::1]:4000', 200],
    ['rebound.example', 403],
    ['rebound.example:4000', 403],
    ['127.0.0.1.rebound.example', 403],
    ['localhost.rebound.example', 403],
    ['127.rebound.example', 403],
    ['10.0.0.1', 403],
    ['not a host', 403],
  ])('Host "%s" gets %i', async (host, status) => {
    const options = { method: 'POST', headers: { ...json, host }, body: question };
    expect((await rawRequest(server.url, '/graphql', options)).status).toBe(status);
  });

  test.each([
    ['no Origin, as from a command line', {}, 200],
    ['its own Origin', { origin: 'http://OWN' }, 200],
    ['a foreign Origin', { origin: 'https://evil.example' }, 403],
    ['the same name on another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['a request of a foreign page', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 403],
    ['a link on a foreign page', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, 200],
    ['a request of its own page', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }, 200],
  ])('%s', async (_what, given: Record<string, string>, status) => {
    const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.replace('OWN', own)]));
    const options = { method: 'POST', headers: { ...json, ...headers }, body: question };
    const response = await rawRequest(server.url, '/graphql', options);
    expect(response.status).toBe(status);
    expect(response.headers['access-control-allow-origin']).toBeUndefined();
  });

  test.each([
    ['POST', 'application/json', 200],
    ['POST', 'application/json; charset=utf-8', 200],
    ['POST', 'text/plain', 415],
    ['POST', 'application/x-www-form-urlencoded', 415],
    ['POST', 'multipart/form-data; boundary=x', 415],
    ['POST', 'application/graphql', 415],
    ['GET', 'application/json', 405],
    ['PUT', 'application/json', 405],
    ['OPTIONS', 'application/json', 405],
  ])('%s of %s to /graphql gets %i', async (method, type, status) => {
    const headers = { 'content-type': type };
    const path = method === 'GET' ? `/graphql?query=${encodeURIComponent('{status{version}}')}` : '/graphql';
    const body = method === 'GET' ? {} : { body: question };
    expect((await rawRequest(server.url, path, { method, headers, ...body })).status).toBe(status);
  });

  test('a browser that opens /graphql is sent to GraphiQL', async () => {
    const response = await rawRequest(server.url, '/graphql', { headers: { accept: 'text/html' } });
    expect([response.status, response.headers.location]).toEqual([303, '/graphiql']);
  });

  test('every answer has the security headers', async () => {
    for (const path of ['/', '/graphql', '/healthz', '/nothing.here']) {
      const { headers } = await rawRequest(server.url, path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self'(;|$)/);
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    }
  });

  test('/healthz says whether the store can be read', async () => {
    expect((await rawRequest(server.url, '/healthz')).status).toBe(200);
  });
});

describe('with a token', () => {
  const token = 'a secret; of = odd "characters"';
  let server: Serving;
  beforeAll(async () => {
    server = await serving([people], { host: '0.0.0.0', token });
  });
  afterAll(() => server.stop());

  const ask = (headers: Record<string, string>, path = '/graphql') =>
    rawRequest(server.url.replace('0.0.0.0', '127.0.0.1'), path, {
      method: 'POST',
      headers: { ...json, ...headers },
      body: question,
    });
  const open = (path: string, headers: Record<string, string> = {}) =>
    rawRequest(server.url.replace('0.0.0.0', '127.0.0.1'), path, { headers });

  test.each([
    ['nothing', {}, 401],
    ['a wrong token', { authorization: 'Bearer wrong' }, 401],
    ['half of the token', { authorization: `Bearer ${token.slice(0, 5)}` }, 401],
    ['the token', { authorization: `Bearer ${token}` }, 200],
    ['a wrong cookie', { cookie: 'rolereach=wrong' }, 401],
    ['a broken cookie', { cookie: 'rolereach=%' }, 401],
    ['the cookie', { cookie: `other=1; rolereach=${encodeURIComponent(token)}` }, 200],
    [
      'the cookie from a foreign page',
      { cookie: `rolereach=${encodeURIComponent(token)}`, origin: 'http://evil.example' },
      403,
    ],
  ])('%s', async (_what, headers: Record<string, string>, status) => {
    expect((await ask(headers)).status).toBe(status);
  });

  test('the address with the token gives the cookie, and goes on without the token', async () => {
    const response = await open(`/role?name=x&token=${encodeURIComponent(token)}`);
    expect([response.status, response.headers.location]).toEqual([303, '/role?name=x']);
    const [cookie] = response.headers['set-cookie']!;
    expect(cookie).toMatch(/; HttpOnly; SameSite=Lax; Path=\/$/);
    expect((await ask({ cookie: cookie!.split(';')[0]! })).status).toBe(200);
  });

  test('an address with a token never leads to another site', async () => {
    for (const path of ['//evil.example/', '/\\evil.example/', '///evil.example', 'http://evil.example/']) {
      const { headers } = await open(`${path}?token=${encodeURIComponent(token)}`);
      expect(headers.location ?? '/').toMatch(/^\/(?![/\\])/);
    }
  });

  test('pages and files ask for it too, only /healthz does not', async () => {
    expect((await open('/')).status).toBe(401);
    expect((await open('/graphiql')).status).toBe(401);
    expect((await open('/?token=wrong')).status).toBe(401);
    expect((await open('/healthz')).status).toBe(200);
  });

  test('any Host will do, for the server may have any name', async () => {
    expect((await ask({ host: 'graph.example', authorization: `Bearer ${token}` })).status).toBe(200);
  });
});
