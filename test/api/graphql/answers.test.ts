import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { derive } from '../../../core/derive/derive.ts';
import { graph, id } from '../../support/graph.ts';
import { sourceIdentities } from '../../support/source-identities.ts';
import { serving, type Serving } from '../support/serving.ts';

describe('GraphQL answers', () => {
  let server: Serving;

  beforeAll(async () => {
    server = await serving([
      graph(
        '1/alice, 1/bob -> 1/Deployer',
        '1/Deployer ~> 2/Admin: with MFA; from 203.0.113.0/24',
        'account:9 ~> 2/Admin: ExternalId = …',
        '* ?> 3/Broken: The trust policy of Broken cannot be read.',
      ),
    ]);
  });
  afterAll(() => server.stop());

  const data = async (query: string) => {
    const answer = await server.ask(query);
    expect(answer.errors).toBeUndefined();
    return answer.data;
  };

  test('status', async () => {
    expect(
      await data(`{ status {
        version store organizationId cypher
        generation { generation current principals roles accounts edges diagnosticCount loadedAt }
        diagnostics { totalCount edges { node { code severity message principalId } } } } }`),
    ).toEqual({
      status: {
        version: '1.2.3',
        store: server.store.url,
        organizationId: 'o-exampleorg',
        cypher: false,
        generation: {
          generation: 1,
          current: true,
          principals: 6,
          roles: 3,
          accounts: 4,
          edges: 4,
          diagnosticCount: 1,
          loadedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        },
        diagnostics: {
          totalCount: 1,
          edges: [
            {
              node: {
                code: 'malformed-policy',
                severity: 'ERROR',
                message: 'The trust policy of Broken cannot be read.',
                principalId: id('3/Broken'),
              },
            },
          ],
        },
      },
    });
  });

  test('whoCanReach, with the hops of the picture and their evidence', async () => {
    const { whoCanReach } = await data(`{ whoCanReach(role: "account-222222222222/Admin") {
      target { nodeId } totalCount allowedCount externalCount countsByHops complete diagnostics { message }
      edges { hops verdict node { nodeId } }
      hops { totalCount items {
        from { nodeId } to { nodeId } action verdict mechanism conditions
        evidence { side effect policyId policy { kind document } statement sid } } } } }`);
    expect(whoCanReach).toMatchObject({
      target: { nodeId: id('2/Admin') },
      totalCount: 4,
      allowedCount: 0,
      externalCount: 1,
      countsByHops: [2, 2],
      complete: true,
      diagnostics: [],
      edges: [
        { hops: 1, verdict: 'CONDITIONAL', node: { nodeId: id('account:9') } },
        { hops: 1, verdict: 'CONDITIONAL', node: { nodeId: id('1/Deployer') } },
        { hops: 2, verdict: 'CONDITIONAL', node: { nodeId: id('1/alice') } },
        { hops: 2, verdict: 'CONDITIONAL', node: { nodeId: id('1/bob') } },
      ],
    });
    expect(whoCanReach.hops.totalCount).toBe(4);
    expect(whoCanReach.hops.items[0]).toEqual({
      from: { nodeId: id('1/Deployer') },
      to: { nodeId: id('2/Admin') },
      action: 'sts:AssumeRole',
      verdict: 'CONDITIONAL',
      mechanism: 'trust-exact',
      conditions: ['with MFA', 'from 203.0.113.0/24'],
      evidence: [
        {
          side: 'TRUST',
          effect: 'ALLOW',
          policyId: `${id('2/Admin')}#trust`,
          statement: 1,
          sid: 'Line1',
          policy: { kind: 'TRUST', document: expect.stringContaining('Line1') },
        },
      ],
    });
  });

  test.each([
    ['maxHops: 1', ['account:999999999999', id('1/Deployer')]],
    ['externalOnly: true', ['account:999999999999']],
    ['verdict: ALLOWED', []],
  ])('whoCanReach with %s', async (argument, ids) => {
    const { whoCanReach } = await data(
      `{ whoCanReach(role: "Admin", ${argument}) { totalCount edges { node { nodeId } } } }`,
    );
    expect(whoCanReach.edges.map((edge: { node: { nodeId: string } }) => edge.node.nodeId)).toEqual(ids);
    expect(whoCanReach.totalCount).toBe(ids.length);
  });

  test('reachableFrom, whose hops lead away from the principal', async () => {
    expect(
      await data(`{ reachableFrom(principal: "alice") {
        complete edges { hops verdict node { name } } hops { items { from { name } to { name } } } } }`),
    ).toEqual({
      reachableFrom: {
        complete: false,
        edges: [
          { hops: 1, verdict: 'ALLOWED', node: { name: 'Deployer' } },
          { hops: 2, verdict: 'CONDITIONAL', node: { name: 'Admin' } },
        ],
        hops: {
          items: [
            { from: { name: 'alice' }, to: { name: 'Deployer' } },
            { from: { name: 'Deployer' }, to: { name: 'Admin' } },
          ],
        },
      },
    });
  });

  test('paths', async () => {
    expect(
      await data(`{ paths(from: "bob", to: "Admin") {
        from { name } to { name } truncated complete paths { verdict hops { from { name } to { name } verdict } } } }`),
    ).toEqual({
      paths: {
        from: { name: 'bob' },
        to: { name: 'Admin' },
        truncated: false,
        complete: true,
        paths: [
          {
            verdict: 'CONDITIONAL',
            hops: [
              { from: { name: 'bob' }, to: { name: 'Deployer' }, verdict: 'ALLOWED' },
              { from: { name: 'Deployer' }, to: { name: 'Admin' }, verdict: 'CONDITIONAL' },
            ],
          },
        ],
      },
    });
  });

  test('paths, with what each asks for as a whole', async () => {
    const { paths } = await data(`{ paths(from: "bob", to: "Admin") { paths { notes condition {
      sentence contradiction terms { hop caller { nodeId } conditions condition carried { parameter tag hop orBefore } } } } } }`);
    expect(paths.paths).toEqual([
      {
        notes: [expect.stringContaining('Role chaining')],
        condition: {
          sentence: 'as Deployer, with MFA and from 203.0.113.0/24',
          contradiction: null,
          terms: [
            {
              hop: 1,
              caller: { nodeId: id('1/Deployer') },
              conditions: ['with MFA', 'from 203.0.113.0/24'],
              condition: { all: [{ policyAllows: 'with MFA' }, { policyAllows: 'from 203.0.113.0/24' }] },
              carried: [],
            },
          ],
        },
      },
    ]);
    const other = await serving([derive(sourceIdentities())]);
    onTestFinished(() => other.stop());
    const answer = await other.ask(`{ paths(from: "ann", to: "Target") { paths { condition {
      contradiction terms { carried { parameter tag hop orBefore } } } } } }`);
    expect(answer.data.paths.paths[1].condition).toEqual({
      contradiction: expect.stringMatching(/^A source identity stays/),
      terms: [{ carried: [] }, { carried: [{ parameter: 'SourceIdentity', tag: null, hop: 0, orBefore: false }] }],
    });
  });

  test('explain', async () => {
    const { explain } = await data(`{ explain(from: "alice", to: "Deployer") {
      from { name } to { name } action verdict decisions { side effect matched why policyId policy { name } } } }`);
    expect(explain).toMatchObject({ from: { name: 'alice' }, to: { name: 'Deployer' }, action: 'sts:AssumeRole' });
    expect(explain.decisions).toContainEqual(
      expect.objectContaining({ side: 'TRUST', policyId: `${id('1/Deployer')}#trust`, policy: { name: 'trust' } }),
    );
  });

  test('a principal with its account, its policies and its role', async () => {
    const fields = `kind name accountId inOrganization path uniqueId vendor tags { key value }
      account { accountId name status collected inOrganization organizationalUnits }
      policies { side group policy { policyId kind name } }
      role { serviceLinked description maxSessionDuration lastUsed }`;
    const { role, principal } = await data(
      `{ role(ref: "Admin") { ${fields} } principal(ref: "alice") { ${fields} } }`,
    );
    expect(role).toEqual({
      kind: 'ROLE',
      name: 'Admin',
      accountId: '222222222222',
      inOrganization: true,
      path: '/',
      uniqueId: 'AROA222222222222Admin',
      vendor: null,
      tags: [],
      account: {
        accountId: '222222222222',
        name: 'account-222222222222',
        status: 'ACTIVE',
        collected: true,
        inOrganization: true,
        organizationalUnits: ['Workloads'],
      },
      policies: [
        { side: 'TRUST', group: null, policy: { policyId: `${id('2/Admin')}#trust`, kind: 'TRUST', name: 'trust' } },
      ],
      role: { serviceLinked: false, description: null, maxSessionDuration: 3600, lastUsed: null },
    });
    expect(principal).toMatchObject({ kind: 'USER', role: null, account: { organizationalUnits: [] } });
  });

  test('node and nodes find by global id what has one, and null for what is gone', async () => {
    const { principal } = await data('{ principal(ref: "Admin") { id policies { policy { id } } } }');
    const [own, policy] = [principal.id, principal.policies[0].policy.id];
    const gone = Buffer.from('Principal:service:gone.example').toString('base64');
    expect(
      await data(`{ node(id: "${own}") { id __typename ... on Principal { name } }
        nodes(ids: ["${policy}", "${gone}"]) { id ... on Policy { kind } } }`),
    ).toEqual({
      node: { id: own, __typename: 'Principal', name: 'Admin' },
      nodes: [{ id: policy, kind: 'TRUST' }, null],
    });
  });

  test('search', async () => {
    expect(await data('{ search(text: "de", kinds: [ROLE]) { totalCount edges { node { name kind } } } }')).toEqual({
      search: { totalCount: 1, edges: [{ node: { name: 'Deployer', kind: 'ROLE' } }] },
    });
  });
});
