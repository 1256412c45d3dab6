import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { graph, id } from '../support/graph.ts';
import { rolereach, startRolereach } from '../support/cli.ts';
import { embeddedStoreOf, temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import { openStore } from '../../store/index.ts';
import { randomGraph } from '../support/random-graph.ts';
import { hostileGraph } from '../store/hostile-graph.ts';

let folder: TemporaryFolder;
let plain: string;
let hostile: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  plain = await embeddedStoreOf(
    graph(
      '1/alice, 1/bob -> 1/Deployer',
      '1/Deployer ~> 2/Admin: with MFA; from 10.0.0.1',
      'service:ec2.amazonaws.com -> 2/Admin',
    ),
    `${folder.path}/plain`,
  );
  hostile = await embeddedStoreOf(hostileGraph(), `${folder.path}/hostile`);
});
afterAll(() => folder.remove());

const exported = async (what: 'nodes' | 'edges', format: string, store = plain): Promise<string> => {
  const { code, stdout, stderr } = await rolereach(['export', what, '--format', format, '--store', store]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};

const jsonLines = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('jsonl', () => {
  test('an edge is an object of the documented shape', async () => {
    const edges = jsonLines(await exported('edges', 'jsonl'));
    expect(edges).toHaveLength(4);
    expect(edges).toContainEqual({
      from: id('1/Deployer'),
      to: id('2/Admin'),
      action: 'sts:AssumeRole',
      verdict: 'CONDITIONAL',
      mechanism: 'trust-exact',
      conditions: ['with MFA', 'from 10.0.0.1'],
      evidence: [{ policy: `${id('2/Admin')}#trust`, statement: 1, sid: 'Line1', effect: 'Allow', side: 'trust' }],
    });
  });

  test('a node is an object with everything that is known of the principal', async () => {
    const nodes = jsonLines(await exported('nodes', 'jsonl'));
    expect(nodes).toHaveLength(5);
    expect(nodes).toContainEqual({
      id: 'service:ec2.amazonaws.com',
      kind: 'Service',
      name: 'ec2.amazonaws.com',
      accountId: null,
      inOrganization: false,
      path: null,
      uniqueId: null,
      vendor: null,
      serviceLinked: null,
      description: null,
      maxSessionDuration: null,
      lastUsed: null,
      tags: {},
    });
  });

  test('hostile names stay inside their strings, one object a line', async () => {
    const names = jsonLines(await exported('nodes', 'jsonl', hostile)).map((node) => (node as { name: string }).name);
    expect(names.toSorted()).toEqual(
      hostileGraph()
        .principals.map(({ name }) => name)
        .toSorted(),
    );
  });
});

describe('csv', () => {
  test('has a line a node or edge under a line of names, several values joined in a cell', async () => {
    const [head, ...edges] = (await exported('edges', 'csv')).trimEnd().split('\n');
    expect(head).toBe('from,to,action,verdict,mechanism,conditions,evidence');
    expect(edges).toContain(
      `${id('1/Deployer')},${id('2/Admin')},sts:AssumeRole,CONDITIONAL,trust-exact,with MFA; from 10.0.0.1,` +
        `trust Allow ${id('2/Admin')}#trust statement 1 (Line1)`,
    );
    expect((await exported('nodes', 'csv')).split('\n')[0]).toBe(
      'id,kind,name,accountId,inOrganization,path,uniqueId,vendor,serviceLinked,description,maxSessionDuration,lastUsed,tags',
    );
  });

  test('no cell begins like a formula', async () => {
    const cells = parseCsv(await exported('nodes', 'csv', hostile)).flat();
    expect(cells).toContain("'=cmd|calc!A1");
    expect(cells.filter((cell) => /^[=+\-@\t\r\n]/.test(cell))).toEqual([]);
  });
});

describe('graphml', () => {
  test('edges join nodes of the same file', async () => {
    const xml = await exported('edges', 'graphml');
    const nodes = Array.from(xml.matchAll(/<node id="(n\d+)"><data key="id">([^<]*)/g), ([, node, name]) => [
      node,
      name,
    ]);
    const nameOf = new Map(nodes as [string, string][]);
    const edges = Array.from(xml.matchAll(/<edge source="(n\d+)" target="(n\d+)">/g), ([, from, to]) =>
      [from, to].map((node) => nameOf.get(node!)),
    );
    expect(edges).toHaveLength(4);
    expect(edges).toContainEqual([id('1/Deployer'), id('2/Admin')]);
  });

  test('markup in names is text, and what XML cannot hold is replaced', async () => {
    const xml = await exported('nodes', 'graphml', hostile);
    expect(xml).toContain(`<data key="name">&apos;&quot;\`; MATCH (n) DETACH DELETE n //</data>`);
    expect(xml).toContain('\u202Eright-to-left\ufffd</data>');
    expect(xml).toContain('<data key="name">line\nbreak&#13;\n\ttab</data>');
  });
});

describe('the command', () => {
  test('says nothing when its reader has seen enough', async () => {
    const large = await embeddedStoreOf(randomGraph({ seed: 1, users: 400, roles: 400 }), `${folder.path}/large`);
    const child = startRolereach(['export', 'edges', '--store', large]);
    const complaints = text(child.stderr!);
    await once(child.stdout!, 'data');
    child.stdout!.destroy();
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await complaints).toBe('');
  });

  test('writes as fast as it is read, however much it is', async () => {
    const child = startRolereach(['export', 'edges', '--store', `embedded:${folder.path}/large`]);
    let lines = 0;
    for await (const chunk of child.stdout!) {
      lines += (chunk as Buffer).toString().split('\n').length - 1;
      await sleep(5);
    }
    const store = await openStore(`embedded:${folder.path}/large`);
    expect(lines).toBe((await store.generations())[0]!.edges);
  });

  test.each([
    ['nothing', []],
    ['something unknown', ['policies']],
    ['an unknown format', ['edges', '--format', 'xml']],
    ['an unknown option', ['edges', '--fromat', 'csv']],
  ])('asked for %s, it says what it takes and exits with 2', async (_what, args) => {
    const { code, stdout, stderr } = await rolereach(['export', ...args, '--store', plain]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/missing required argument|Allowed choices are|unknown option/);
  });

  test('takes the store from the environment, the command line first', async () => {
    const environment = { ROLEREACH_STORE: plain };
    expect((await rolereach(['export', 'edges'], { environment })).stdout).toContain('"verdict":"ALLOWED"');
    const { code, stderr } = await rolereach(['export', 'edges', '--store', `embedded:${folder.path}/none`], {
      environment,
    });
    expect(code).toBe(2);
    expect(stderr).toContain('rolereach ingest');
  });
});

/** Rows of cells, by RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows = text.matchAll(/((?:"(?:[^"]|"")*"|[^",\n]*)(?:,(?:"(?:[^"]|"")*"|[^",\n]*))*)\n/g);
  return Array.from(rows, ([, row]) =>
    Array.from(
      row!.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g),
      ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare!,
    ),
  );
}
