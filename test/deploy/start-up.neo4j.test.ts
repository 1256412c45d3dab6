import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BIN, rolereach } from '../support/cli.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import { hasNeo4j, testDatabase, type TestDatabase } from '../support/neo4j/database.ts';
import { account, role, trusts, user, userArn } from '../support/organization.ts';
import { command, healthcheck } from './dockerfile.ts';

/** What docker-compose.yml does, without Docker: the image's own commands beside a Neo4j that answers. */
describe.skipIf(!hasNeo4j)('rolereach beside Neo4j', () => {
  const TOKEN = 'a-token-of-the-test';
  let database: TestDatabase;
  let folder: TemporaryFolder;
  let environment: Record<string, string>;
  let running: ChildProcess;
  let url: string;

  beforeAll(async () => {
    folder = await temporaryFolder();
    database = testDatabase();
    await database.empty();
    environment = {
      ROLEREACH_STORE: database.url,
      ROLEREACH_TOKEN: TOKEN,
      ROLEREACH_PORT: '0',
      NEO4J_USERNAME: database.options.username!,
      NEO4J_PASSWORD: database.options.password!,
    };
    const [, , ...entry] = command('ENTRYPOINT');
    running = spawn(process.execPath, [BIN, ...entry, ...command('CMD')], {
      cwd: folder.path,
      env: { PATH: process.env['PATH'], ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface({ input: running.stdout! }), 'line')) as [string];
    url = `http://127.0.0.1:${/:(\d+)$/.exec(line)![1]}`;
  });
  afterAll(async () => {
    running.kill('SIGKILL');
    await folder.remove();
    await database.close();
  });

  const status = async () => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ query: '{ status { cypher generation { accounts edges } } }' }),
    });
    return (await response.json()) as unknown;
  };

  test('is healthy with an empty store, by the check of the image', () => {
    const [, ...args] = healthcheck().map((word) => word.replace('http://127.0.0.1:4000', url));
    expect(spawnSync(process.execPath, args).status).toBe(0);
    expect(
      spawnSync(
        process.execPath,
        args.map((word) => word.replace(url, 'http://127.0.0.1:1')),
      ).status,
    ).toBe(1);
  });

  test('shows what another container of the same image loads', async () => {
    expect(await status()).toMatchObject({ data: { status: { cypher: true, generation: null } } });
    const home = account('111111111111', {
      users: [user('111111111111', 'alice')],
      roles: [role('111111111111', 'Admin', trusts(userArn('111111111111', 'alice')))],
    });
    await writeFile(`${folder.path}/details.json`, JSON.stringify(home.details));
    const { code, stderr } = await rolereach(['ingest', '--from', 'details.json'], { cwd: folder.path, environment });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(await status()).toMatchObject({ data: { status: { generation: { accounts: 1, edges: 1 } } } });
  });

  test('is well in the eyes of doctor, who says which Neo4j it is', async () => {
    const { code, stdout } = await rolereach(['doctor'], { cwd: folder.path, environment });
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/Neo4j Kernel 5\.\d+\.\d+ community/),
    });
    const wrong = await rolereach(['doctor'], {
      cwd: folder.path,
      environment: { ...environment, NEO4J_PASSWORD: 'x' },
    });
    expect(wrong).toMatchObject({ code: 1, stdout: expect.stringContaining('NEO4J_PASSWORD') });
  });

  test('answers the command line as the embedded store does', async () => {
    const embedded = { cwd: folder.path, environment: { ROLEREACH_STORE: 'embedded:own' } };
    await rolereach(['ingest', '--from', 'details.json'], embedded);
    for (const args of [
      ['who-can-reach', 'Admin', '--json'],
      ['paths', 'alice', 'Admin', '--json'],
      ['export', 'edges'],
      ['explain', 'alice', 'Admin', '--json'],
    ]) {
      const [ofNeo4j, ofEmbedded] = await Promise.all([
        rolereach(args, { cwd: folder.path, environment }),
        rolereach(args, embedded),
      ]);
      expect(ofNeo4j.code).toBe(0);
      expect(ofNeo4j.stdout.replace(/"generation": \d+/, '')).toBe(ofEmbedded.stdout.replace(/"generation": \d+/, ''));
    }
  });

  test('stops when its container is told to', async () => {
    running.kill('SIGTERM');
    expect(await once(running, 'exit')).toEqual([0, null]);
  });
});
