import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type AccessGraphStore } from '../../../store/index.ts';
import { assumes, identities } from '../../support/cloudtrail.ts';
import { analyzer, withFindings } from '../../support/findings.ts';
import { accountNumber, graph, id } from '../../support/graph.ts';
import { hasNeo4j, testDatabase } from '../../support/neo4j/database.ts';
import { compact } from '../../support/compact.ts';
import { withUsage } from '../../support/usage.ts';

const PIPELINE = 'arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com#repo:acme/app:*';

const hops = graph(
  '1/alice, 1/bob -> 1/Deployer',
  '1/Deployer, account:9 ~> 2/Admin: ExternalId = acme-1',
  '2/Backup -> 2/Admin',
  '2/Admin -> 3/Vault',
  'account:8 ~> 3/Audit: if the policies of account 888888888888 allow it',
  'public ~> 3/Open: from 203.0.113.0/24',
  `federated:${PIPELINE} ~> 1/Ci`,
  '1/Ci -> 1/Deployer',
  '3/Orphan',
);

const [alice, bob, deployer, ci] = [id('1/alice'), id('1/bob'), id('1/Deployer'), id('1/Ci')];
const [admin, backup, vault, audit] = [id('2/Admin'), id('2/Backup'), id('3/Vault'), id('3/Audit')];
const [open, orphan, pipeline, vendor] = [id('3/Open'), id('3/Orphan'), id(`federated:${PIPELINE}`), id('account:9')];

/** Worked out by hand, by the number of the question. */
const ANSWERS: Readonly<Record<string, readonly unknown[][]>> = {
  1: [
    [vendor, 'ExternalAccount', '999999999999'],
    [ci, 'Role', '111111111111'],
    [deployer, 'Role', '111111111111'],
    [alice, 'User', '111111111111'],
    [bob, 'User', '111111111111'],
    [backup, 'Role', '222222222222'],
    [pipeline, 'Federated', null],
  ],
  2: [
    [vendor, 1],
    [deployer, 1],
    [backup, 1],
    [ci, 2],
    [alice, 2],
    [bob, 2],
  ],
  3: [[backup]],
  4: [
    [deployer, '111111111111'],
    [admin, '222222222222'],
    [vault, '333333333333'],
  ],
  5: [
    [open, 1, true],
    [admin, 1, false],
    [audit, 1, false],
    [vault, 1, false],
  ],
  6: [['Acme', 2, 2]],
  7: [
    [vendor, admin, vault],
    [deployer, admin, vault],
  ],
  8: [
    [deployer, 3],
    [admin, 3],
    [ci, 1],
  ],
  9: [[id('account:8'), audit, ['if the policies of account 888888888888 allow it']]],
  10: [
    [backup, null],
    [orphan, null],
  ],
  11: [['CONDITIONAL', ['ExternalId = acme-1'], 'trust', 'Allow', `${admin}#trust`, 1, 'Line1']],
  12: [[PIPELINE, [ci, deployer, admin, vault]]],
  13: [
    [ci, deployer],
    [bob, deployer],
  ],
  14: [[alice, vault, 'WAS_REFUSED', 1, '2026-11-20T10:00:00Z']],
  15: [
    ['admin', ['AWS=999999999999'], admin, 1],
    ['open', ['AWS=*'], open, 0],
  ],
};

const user = { ...identities.user(accountNumber('1'), 'alice'), principalId: 'AIDA111111111111alice' };
const findings = [
  { id: 'open', role: '3/Open', principal: { AWS: '*' } },
  { id: 'admin', role: '2/Admin', principal: { AWS: accountNumber('9') } },
  { id: 'audit', role: '3/Audit', principal: { AWS: accountNumber('8') }, status: 'ARCHIVED' },
  { id: 'unused', role: '2/Backup', type: 'UnusedIAMRole' },
];
const found = withFindings(hops, { 1: [analyzer('1', findings)] });
const company = withUsage(found, assumes(user, deployer), assumes(user, vault, { errorCode: 'AccessDenied' }));

interface Recipe {
  readonly number: string;
  readonly title: string;
  readonly parameters: Record<string, unknown>;
  readonly query: string;
}

describe.skipIf(!hasNeo4j)('the Cypher cookbook', async () => {
  const recipes = recipesOf(await readFile(new URL('../../../docs/cypher-cookbook.md', import.meta.url), 'utf8'));
  const database = testDatabase();
  let store: AccessGraphStore;
  beforeAll(async () => {
    await database.empty();
    store = await openStore(database.url, database.options);
    await store.load(compact(company));
  });
  afterAll(async () => {
    await store.close();
    await database.close();
  });

  it('has an answer here for each of its questions', () => {
    expect(recipes.map((recipe) => recipe.number)).toEqual(Object.keys(ANSWERS));
  });

  it.each(recipes)('$number $title', async ({ number, parameters, query }) => {
    const { rows } = await store.cypher(query, parameters, { timeoutMs: 30_000, maxRows: 100 });
    expect(rows).toEqual(ANSWERS[number]);
  });
});

function recipesOf(markdown: string): Recipe[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [, number, title] = /^(\d+)\. (.*)$/m.exec(section)!;
      const fenced = (language: string) => section.split(`\`\`\`${language}\n`)[1]?.split('```')[0];
      return {
        number: number!,
        title: title!,
        parameters: JSON.parse(fenced('json') ?? '{}') as Record<string, unknown>,
        query: fenced('cypher')!,
      };
    });
}
