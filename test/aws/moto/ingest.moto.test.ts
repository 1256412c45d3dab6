import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { AwsIngestResult } from '../../../ingest/index.ts';
import { rolereach } from '../../support/cli.ts';
import { fillMoto, type MotoOrganization } from './organization.ts';
import { startMoto, type Moto } from './server.ts';

const collected = ({ accounts: { management, build, payments, sandbox } }: MotoOrganization): string[] =>
  [management, build, payments, sandbox].toSorted();

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly verdict: string;
  readonly evidence: readonly { readonly policy: string; readonly side: string }[];
}

describe.skipIf(inject('moto') === null)('rolereach ingest --aws, from moto', () => {
  let moto: Moto;
  let made: MotoOrganization;
  const folder = mkdtempSync(path.join(tmpdir(), 'rolereach-moto-'));
  const run = (...args: string[]) =>
    rolereach(args, { cwd: folder, environment: { ...moto.environment, AWS_MAX_ATTEMPTS: '2' } });
  beforeAll(async () => {
    moto = await startMoto();
    made = await fillMoto(moto.url);
  });
  afterAll(async () => {
    await moto.stop();
    rmSync(folder, { recursive: true });
  });

  test('collects every account and gives the graph that its policies make', async () => {
    const { code, stdout: told } = await run('ingest', '--aws', '--json');
    const { accounts, inactive } = JSON.parse(told) as AwsIngestResult;
    // moto has neither.
    const failed = accounts.flatMap(({ problems }) => problems.map(({ operation }) => operation));
    expect(code).toBe(3);
    expect([...new Set(failed)].toSorted()).toEqual([
      'access-analyzer:ListAnalyzers',
      'iam:GenerateServiceLastAccessedDetails',
    ]);
    expect(accounts.map(({ id, status }) => [id, status])).toEqual(collected(made).map((id) => [id, 'partial']));
    expect(inactive).toEqual([{ id: made.accounts.retired, name: 'retired', status: 'SUSPENDED' }]);
    const { stdout } = await run('export', 'edges', '--format', 'jsonl');
    const edges = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Edge)
      .map(({ from, to, verdict }) => `${named(from)} -> ${named(to)} ${verdict}`);
    expect(edges.toSorted()).toEqual([
      'build/Deployer -> payments/Ledger ALLOWED',
      'federated:token.actions.githubusercontent.com#repo:example/app:ref:refs/heads/main -> build/ci/Pipeline ALLOWED',
      'management/ada -> build/Deployer ALLOWED',
      'payments/teller -> payments/Till ALLOWED',
      'payments/teller -> sandbox/Partner ALLOWED',
      'service:ec2.amazonaws.com -> sandbox/Server ALLOWED',
    ]);
  });

  /** An id with the accounts' names for their numbers. */
  function named(id: string): string {
    const [, account, name] = /^arn:aws:iam::(\d+):(?:user|role)\/(.+)$/.exec(id) ?? [];
    const known = Object.entries(made.accounts).find(([, number]) => number === account);
    return known === undefined ? id.replace(/arn:aws:iam::\d+:oidc-provider\//, '') : `${known[0]}/${name}`;
  }
});
