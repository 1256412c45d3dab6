import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AwsStub, startAwsStub } from '../aws/index.ts';
import { rolereach } from '../support/cli.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/embedded.ts';
import { account, HOME, LAST_ACCESSED, OPEN } from '../support/last-accessed.ts';
import * as org from '../support/organization.ts';

let folder: TemporaryFolder;
let stub: AwsStub;
beforeAll(async () => {
  folder = await temporaryFolder();
  stub = await startAwsStub({
    snapshot: org.snapshot([account], org.organization({ management: HOME, accounts: { [HOME]: org.ROOT } })),
    extras: { [HOME]: { lastAccessed: LAST_ACCESSED } },
  });
});
afterAll(async () => {
  await stub.close();
  await folder.remove();
});

const run = (...args: string[]) => rolereach(args, { cwd: folder.path, environment: stub.environment });

test('what AWS says of the use of roles is collected, and their policies are reduced by it', async () => {
  expect((await run('ingest', '--aws', '--regions', 'eu-central-1')).stdout).toContain('Generation 1');
  const { code, stdout } = await run('refine', OPEN, '--json');
  expect(code).toBe(0);
  const { known, counts, policies, proof } = JSON.parse(stdout);
  expect({ known, actions: counts.actions }).toEqual({
    known: true,
    actions: { used: 1, unused: 3, notTracked: 1 },
  });
  expect(policies.map(({ name, outcome }: Record<string, unknown>) => [name, outcome])).toEqual([
    ['Keys', 'detach'],
    ['Queues', 'reduced'],
    ['Traces', 'unchanged'],
  ]);
  expect(proof.holds).toBe(true);
});
