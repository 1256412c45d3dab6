import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { accountId } from '../../../core/model/id.ts';
import { ingestFrom, openSnapshot } from '../../../ingest/index.ts';
import { openStore } from '../../../store/index.ts';
import type { Fault } from '../../aws/index.ts';
import { account, snapshot } from '../../support/organization.ts';
import { A, B, contentOf, MANAGEMENT, statuses, world } from './members.ts';
import { collecting, manifestOf } from './support.ts';

const undisturbed = async (): Promise<Record<string, string>> => {
  const { folder, ingest } = await collecting(world);
  await ingest();
  return contentOf(folder);
};

test('where another process collects, nobody else does, and what it has stays', async () => {
  const { folder, ingest } = await collecting(world);
  const lock = `${folder}.collecting.pid`;
  writeFileSync(lock, String(process.ppid));
  await expect(ingest()).rejects.toThrow(`Process ${process.ppid} is collecting into ${folder}.collecting.`);
  expect(readFileSync(lock, 'utf8')).toBe(String(process.ppid));
  expect(existsSync(folder)).toBe(false);
});

describe('a run that ends early', () => {
  const expiring: Fault[] = [{ operation: 'sts:AssumeRole', account: B, do: 'expire-token' }];

  test('says why, and another goes on where it was; the result is that of an undisturbed run', async () => {
    const { stub, folder, ingest } = await collecting({ ...world, faults: expiring });
    const failure = await ingest({ concurrency: 1 }).catch((error: Error) => error);
    expect((failure as Error).message).toMatch(/expired.*Renew the credentials.*go on with --resume/);
    expect(existsSync(folder)).toBe(false);
    expect(statuses(`${folder}.collecting`)).toEqual({ [MANAGEMENT]: 'complete', [A]: 'complete' });

    const again = await collecting(world);
    writeFileSync(`${folder}.collecting.pid`, '');
    const before = again.stub.requests.length;
    await again.ingest({ snapshotDir: folder, resume: true });
    const asked = again.stub.requests
      .slice(before)
      .filter(({ operation }) => operation === 'GetAccountAuthorizationDetails');
    expect(asked.map(({ account: of }) => of)).toEqual([B]);
    expect(existsSync(`${folder}.collecting`)).toBe(false);
    expect(stub.requests.length).toBeGreaterThan(0);
    const whole = contentOf(folder);
    expect(whole).toEqual(await undisturbed());
  });

  test('what failed is read again, and what was left behind in the middle of a file is removed', async () => {
    const { stub, folder, ingest } = await collecting(world);
    const repair = stub.inject({ operation: 'iam:ListSAMLProviders', account: A, do: 'deny' });
    const controller = new AbortController();
    const stopping = ingest({
      concurrency: 1,
      signal: controller.signal,
      onProgress: ({ step }) => step === 'deriving hops' && controller.abort(),
    });
    await expect(stopping).rejects.toThrow('abort');
    const left = `${folder}.collecting`;
    expect(statuses(left)).toEqual({ [MANAGEMENT]: 'complete', [A]: 'partial', [B]: 'complete' });
    writeFileSync(path.join(left, 'accounts', B, 'account.json.partial'), 'half');
    writeFileSync(path.join(left, 'manifest.json.partial'), 'half');
    repair();
    await ingest({ resume: true });
    expect(contentOf(folder)).toEqual(await undisturbed());
  });

  test('without --resume everything is read anew', async () => {
    const { stub, folder, ingest } = await collecting(world);
    const stop = stub.inject({ operation: 'sts:AssumeRole', account: B, do: 'expire-token' });
    await expect(ingest({ concurrency: 1 })).rejects.toThrow('--resume');
    stop();
    expect(existsSync(`${folder}.collecting`)).toBe(true);
  });

  test('and what there is of it can be used as it is', async () => {
    const { folder, ingest } = await collecting({ ...world, faults: expiring });
    await expect(ingest({ concurrency: 1 })).rejects.toThrow('--resume');
    const store = await openStore(`embedded:${path.join(path.dirname(folder), 'other')}`);
    const { generation } = await ingestFrom({ from: [`${folder}.collecting`], snapshotDir: `${folder}-2`, store });
    await store.close();
    expect(generation.accounts).toBe(3);
    expect(openSnapshot(`${folder}-2`).account(accountId(A))!.facts).toBeDefined();
  });

  test('what a collection could not read goes from its snapshot to the next', async () => {
    const { folder, ingest } = await collecting({
      ...world,
      faults: [
        { operation: 'sts:AssumeRole', account: A, do: 'deny' },
        { operation: 'iam:ListAccountAliases', account: B, do: 'deny' },
        { operation: 'organizations:ListTagsForResource', do: 'deny' },
      ],
    });
    await ingest();
    const store = await openStore(`embedded:${path.join(path.dirname(folder), 'other')}`);
    await ingestFrom({ from: [folder], snapshotDir: `${folder}-2`, store }).finally(() => store.close());
    const [before, after] = [manifestOf(folder), manifestOf(`${folder}-2`)];
    expect(statuses(folder)).toEqual({ [MANAGEMENT]: 'complete', [A]: 'failed', [B]: 'partial' });
    expect(before.problems).toHaveLength(1);
    expect({ ...after, created: '', sources: [] }).toEqual({ ...before, created: '', sources: [] });
  });

  test('of another organization is not gone on with', async () => {
    const { folder, ingest } = await collecting({ ...world, faults: expiring });
    await expect(ingest({ concurrency: 1 })).rejects.toThrow('--resume');
    const other = await collecting({ snapshot: snapshot([account(A, {})]) });
    await expect(other.ingest({ snapshotDir: folder, resume: true })).rejects.toThrow(/begin anew without --resume/);
  });
});
