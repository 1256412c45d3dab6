import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type AccessGraphStore } from '../../../store/index.ts';
import { assumes, identities } from '../../support/cloudtrail.ts';
import { analyzer, withFindings } from '../../support/findings.ts';
import { accountNumber, graph, id } from '../../support/graph.ts';
import { hasNeo4j, testDatabase } from '../../support/neo4j/database.ts';
import { randomGraph } from '../../support/random-graph.ts';
import { withUsage } from '../../support/usage.ts';
import { hostileGraph } from '../hostile-graph.ts';
import { compact } from '../../support/compact.ts';

describe.skipIf(!hasNeo4j)('what is there for Cypher', () => {
  const database = testDatabase();
  let store: AccessGraphStore;
  beforeEach(async () => {
    await database.empty();
    store = await openStore(database.url, database.options);
    return () => store.close();
  });
  afterAll(() => database.close());

  const ask = async (query: string, parameters = {}): Promise<unknown[][]> => {
    const { records } = await database.driver.executeQuery(query, parameters);
    return records.map((record) => record.keys.map((key) => record.get(key) as unknown));
  };

  it('is every finding, and the role that it is about', async () => {
    const condition = { 'sts:ExternalId': 'x' };
    const findings = [
      { role: '2/Vendor', id: 'a', principal: { AWS: '999999999999' }, condition },
      { role: '2/Gone', id: 'b', error: 'ACCESS_DENIED' },
    ];
    const own = analyzer('2', findings);
    await store.load(compact(withFindings(graph('account:9 -> 2/Vendor'), { '2': [own] })));
    expect(
      await ask(
        `MATCH (f:Finding) OPTIONAL MATCH (f)-[:ABOUT]->(role:Role)
         RETURN f.id, f.status, f.principal, f.conditions, f.error, role.id ORDER BY f.id`,
      ),
    ).toEqual([
      [`${own.Analyzer.arn}/finding/a`, 'ACTIVE', ['AWS=999999999999'], ['sts:ExternalId=x'], null, id('2/Vendor')],
      [`${own.Analyzer.arn}/finding/b`, 'ACTIVE', null, null, 'ACCESS_DENIED', null],
    ]);
  });

  it('is who assumed which role, and who was refused', async () => {
    const alice = { ...identities.user(accountNumber('1'), 'alice'), principalId: 'AIDA111111111111alice' };
    const [first, last] = ['2026-11-01T10:00:00Z', '2026-11-20T10:00:00Z'];
    await store.load(
      compact(
        withUsage(
          graph('1/alice, 1/bob -> 1/Deployer', '1/Deployer ~> 2/Admin'),
          assumes(alice, id('1/Deployer'), { eventTime: first }),
          assumes(alice, id('1/Deployer'), { eventTime: last }),
          assumes(alice, id('2/Admin'), { errorCode: 'AccessDenied' }),
        ),
      ),
    );
    const calls = { action: 'sts:AssumeRole', certain: true, last };
    expect(
      await ask('MATCH (a)-[u:ASSUMED|WAS_REFUSED]->(r) RETURN a.name, type(u), r.name, properties(u) ORDER BY r.name'),
    ).toEqual([
      ['alice', 'WAS_REFUSED', 'Admin', { ...calls, count: 1, first: last }],
      ['alice', 'ASSUMED', 'Deployer', { ...calls, count: 2, first }],
    ]);
  });

  it('is every principal under its labels, with its properties', async () => {
    await store.load(
      compact(
        graph('1/alice -> 1/Deployer', 'public ~> 1/Open', 'account:9 ~> 1/Open', 'service:ec2.amazonaws.com -> 1/App'),
      ),
    );
    expect(await ask('MATCH (n:Principal) RETURN n.id, labels(n), n.kind ORDER BY n.id')).toEqual(
      [
        [id('1/alice'), ['Principal', 'User'], 'User'],
        [id('1/Deployer'), ['Principal', 'Role'], 'Role'],
        [id('1/Open'), ['Principal', 'Role'], 'Role'],
        [id('1/App'), ['Principal', 'Role'], 'Role'],
        ['public:*', ['Principal', 'Public'], 'Public'],
        ['account:999999999999', ['Principal', 'ExternalAccount'], 'ExternalAccount'],
        ['service:ec2.amazonaws.com', ['Principal', 'Service'], 'Service'],
      ].toSorted(([a], [b]) => (a! < b! ? -1 : 1)),
    );
    expect(await ask('MATCH (n:Role {id: $id}) RETURN properties(n)', { id: id('1/Deployer') })).toEqual([
      [
        {
          id: id('1/Deployer'),
          kind: 'Role',
          name: 'Deployer',
          accountId: '111111111111',
          inOrganization: true,
          path: '/',
          uniqueId: 'AROA111111111111Deployer',
          tags: [],
          serviceLinked: false,
          maxSessionDuration: 3600,
          generation: 1,
        },
      ],
    ]);
    expect(await ask('MATCH (n:ExternalAccount) RETURN n.vendor, n.inOrganization')).toEqual([['Acme', false]]);
  });

  it('is every hop with its verdict, conditions and evidence, and the evidence once', async () => {
    const twice = graph(
      '1/alice, 1/bob -> 1/Deployer',
      '1/Deployer ~> 2/Admin: with MFA; from 10.0.0.1',
      '1/bob ~> 2/Admin',
    );
    const [, hop] = twice.hops;
    await store.load(compact({ ...twice, hops: twice.hops.map((other) => ({ ...other, evidence: hop!.evidence })) }));
    const properties = {
      action: 'sts:AssumeRole',
      mechanism: 'trust-exact',
      evidence: [expect.stringMatching(/^[0-9a-f]{32}$/)],
    };
    expect(
      await ask('MATCH (a)-[h:CAN_ASSUME]->(b) RETURN a.name, b.name, properties(h) ORDER BY a.name, b.name'),
    ).toEqual([
      ['Deployer', 'Admin', { ...properties, verdict: 'CONDITIONAL', conditions: ['with MFA', 'from 10.0.0.1'] }],
      ['alice', 'Deployer', { ...properties, verdict: 'ALLOWED', conditions: [] }],
      ['bob', 'Admin', { ...properties, verdict: 'CONDITIONAL', conditions: ['with MFA'] }],
      ['bob', 'Deployer', { ...properties, verdict: 'ALLOWED', conditions: [] }],
    ]);
    expect(
      await ask(
        `MATCH ()-[h:CAN_ASSUME]->() UNWIND h.evidence AS id WITH DISTINCT id MATCH (e:Evidence {id: id})-[c:CITES]->(p:Policy)
         RETURN p.id, p.kind, p.document, properties(c)`,
      ),
    ).toEqual([
      [
        `${id('2/Admin')}#trust`,
        'trust',
        twice.policies.find((policy) => policy.id === `${id('2/Admin')}#trust`)!.document,
        { statement: 1, sid: 'Line1', effect: 'Allow', side: 'trust' },
      ],
    ]);
  });

  it('has an empty list of evidence where no statement makes a hop', async () => {
    const bare = graph('1/alice -> 1/Deployer');
    await store.load(compact({ ...bare, hops: bare.hops.map((hop) => ({ ...hop, evidence: [] })) }));
    expect(await ask('MATCH ()-[h:CAN_ASSUME]->() RETURN h.evidence, h.conditions')).toEqual([[[], []]]);
  });

  it('is the organization, from its root to the principals', async () => {
    await store.load(compact(graph('1/alice -> 1/Deployer', '2/bob -> 2/Admin')));
    expect(
      await ask('MATCH p = (:Organization)-[:CONTAINS*]->(u:User) RETURN [n IN nodes(p) | n.name], u.id ORDER BY u.id'),
    ).toEqual([
      [[null, 'Root', 'account-111111111111', 'alice'], id('1/alice')],
      [[null, 'Root', 'Workloads', 'account-222222222222', 'bob'], id('2/bob')],
    ]);
  });

  it('holds hostile names as they are', async () => {
    const hostile = hostileGraph();
    await store.load(compact(hostile));
    const names = hostile.principals.map(({ name }) => Buffer.from(name).toString());
    expect((await ask('MATCH (r:Role) RETURN r.name')).flat().toSorted()).toEqual(names.toSorted());
    expect(await ask('MATCH (:Role)-[:CAN_ASSUME]->(r:Role) RETURN count(r)')).toEqual([[names.length]]);
  });

  it('is the current generation and no other; older ones are archived, and deleted when too old', async () => {
    const generations = [1, 2, 3, 4].map((seed) => randomGraph({ seed, users: 10 + seed, roles: 10 }));
    for (const generation of generations) await store.load(compact(generation), { keep: 2 });
    expect(await ask('MATCH (n:Principal) RETURN n.generation, count(*)')).toEqual([[4, 24]]);
    expect(await ask('MATCH (n:Archived) WHERE n.kind = "User" RETURN n.generation, labels(n), count(*)')).toEqual([
      [3, ['Archived'], 13],
    ]);
    expect(
      await ask('MATCH (n) WHERE n.generation < 3 OR any(l IN labels(n) WHERE l STARTS WITH "Staged") RETURN n'),
    ).toEqual([]);
    expect(await ask('MATCH (a)-[h:CAN_ASSUME]->(b) WHERE a.generation <> b.generation RETURN h')).toEqual([]);
    const kept = generations.slice(2).map(({ hops, sets }) => {
      return hops.reduce((sum, hop) => sum + sets[hop.sources]!.length * sets[hop.targets]!.length, 0);
    });
    expect(await ask('MATCH (a)-[h:CAN_ASSUME]->() RETURN a.generation, count(h) ORDER BY a.generation')).toEqual([
      [3, kept[0]],
      [4, kept[1]],
    ]);
  });

  it.each(['Principal', 'Role', 'Account', 'Policy', 'Evidence'])(
    'finds a %s by its id through an index',
    async (label) => {
      await store.load(compact(graph('1/alice -> 1/Deployer')));
      const { summary } = await database.driver.executeQuery(`EXPLAIN MATCH (n:${label} {id: $id}) RETURN n`, {
        id: '',
      });
      expect(JSON.stringify(summary.plan)).toMatch(/Node(Unique)?IndexSeek/);
    },
  );
});
