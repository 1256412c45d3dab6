import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../support/embedded.ts';
import { graph } from '../../support/graph.ts';
import { rawRequest } from '../support/raw-request.ts';
import { serving, type Serving } from '../support/serving.ts';

describe('files', () => {
  let server: Serving;
  let folder: TemporaryFolder;
  const script = `console.log(${JSON.stringify('x'.repeat(5000))})`;

  beforeAll(async () => {
    folder = await temporaryFolder();
    const directory = folder.path;
    const webRoot = join(directory, 'web');
    await mkdir(join(webRoot, 'assets'), { recursive: true });
    await mkdir(join(directory, 'web-other'));
    await writeFile(join(directory, 'secret.txt'), 'secret');
    await writeFile(join(directory, 'web-other', 'secret.txt'), 'secret');
    await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>explorer</title>');
    await writeFile(join(webRoot, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await writeFile(join(webRoot, 'assets', 'app-1a2b3c.js'), script);
    server = await serving([graph('1/alice')], { webRoot });
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });

  const get = (path: string, headers: Record<string, string> = {}) => rawRequest(server.url, path, { headers });
  const page = { accept: 'text/html,*/*' };

  test.each([
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    ['/index.html', 'text/html; charset=utf-8', 'no-cache'],
    ['/favicon.svg', 'image/svg+xml', 'no-cache'],
    ['/assets/app-1a2b3c.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
  ])('%s', async (path, type, caching) => {
    const { status, headers } = await get(path, page);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, type, caching]);
  });

  test('/ is the explorer for whoever asks, curl too', async () => {
    const { status, body } = await get('/', { accept: '*/*' });
    expect([status, body.toString()]).toEqual([200, expect.stringContaining('explorer')]);
  });

  test.each(['/role', '/role/arn:aws:iam::111111111111:role/team/My.Role', '/deep/er?x=1'])(
    'a page %s of the explorer is the explorer',
    async (path) => {
      const { status, body } = await get(path, page);
      expect([status, body.toString()]).toEqual([200, expect.stringContaining('explorer')]);
    },
  );

  test.each([
    ['/role', {}],
    ['/missing.js', { accept: '*/*' }],
    ['/assets/missing-1a2b.js', page],
  ])('%s that is no page is not found', async (path, headers: Record<string, string>) => {
    expect((await get(path, headers)).status).toBe(404);
  });

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/../web-other/secret.txt',
    '/%2e%2e%2fweb-other/secret.txt',
    '/index.html%00.js',
    '/%',
    '//etc/passwd',
  ])('%s leads out of the folder, and nowhere', async (path) => {
    const { status, body } = await get(path);
    expect(status).toBe(404);
    expect(body.toString()).not.toContain('secret');
  });

  test('a folder is no file', async () => {
    expect((await get('/assets')).status).toBe(404);
    expect((await get('/assets/')).status).toBe(404);
  });

  test('are sent compressed to those who take it', async () => {
    const compressed = await get('/assets/app-1a2b3c.js', { 'accept-encoding': 'br, gzip' });
    expect(compressed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
    expect(gunzipSync(compressed.body).toString()).toBe(script);
    const plain = await get('/assets/app-1a2b3c.js');
    expect([plain.headers['content-encoding'], plain.body.toString()]).toEqual([undefined, script]);
  });

  test('HEAD says the length and sends nothing; POST is not for files', async () => {
    const head = await rawRequest(server.url, '/favicon.svg', { method: 'HEAD' });
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '41', 0]);
    expect((await rawRequest(server.url, '/', { method: 'POST' })).status).toBe(405);
  });

  test('a file that was replaced is served anew', async () => {
    const path = join(folder.path, 'web', 'robots.txt');
    await writeFile(path, 'old');
    expect((await get('/robots.txt')).body.toString()).toBe('old');
    await writeFile(path, 'newer');
    expect((await get('/robots.txt')).body.toString()).toBe('newer');
  });

  test('GraphiQL comes from here, its scripts allowed by their hash and no others', async () => {
    const { status, headers, body } = await get('/graphiql');
    const html = body.toString();
    expect(status).toBe(200);
    expect(html).toContain('rolereach GraphiQL');
    expect(html).not.toMatch(/<(script|link)[^>]+(src|href)="(https?:)?\/\//);
    const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => text!);
    const hashes = scripts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    expect(headers['content-security-policy']).toContain(`script-src ${hashes.join(' ')};`);
    expect(headers['content-security-policy']).toContain("connect-src 'self'");
  });
});

test('without the explorer the root says where the questions are answered', async () => {
  const server = await serving([graph('1/alice')]);
  const { status, body } = await rawRequest(server.url, '/');
  await server.stop();
  expect([status, body.toString()]).toEqual([404, expect.stringContaining('/graphiql')]);
});
