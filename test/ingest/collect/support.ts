import { readFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished, vi } from 'vitest';
import type { AccountSnapshot, Snapshot } from '../../../core/model/snapshot.ts';
import { type AwsIngestOptions, type AwsIngestResult, ingestFromAws, type Manifest } from '../../../ingest/index.ts';
import { openStore } from '../../../store/index.ts';
import { type AwsStub, type AwsStubOptions, decodeDocument, startAwsStub } from '../../aws/index.ts';
import { asIamGives } from '../../aws/world/as-iam-gives.ts';
import { role, trusts } from '../../support/organization.ts';
import { folderWith } from '../support.ts';

export const ACCESS_ROLE = 'OrganizationAccountAccessRole';

/** A stub whose environment is this process's until the end of the test, and a folder to collect into. */
export interface Collecting {
  readonly stub: AwsStub;
  readonly folder: string;
  ingest(options?: Partial<AwsIngestOptions>): Promise<AwsIngestResult>;
}

export async function collecting(options: AwsStubOptions): Promise<Collecting> {
  const stub = await startAwsStub(options);
  for (const [name, value] of Object.entries(stub.environment)) vi.stubEnv(name, value);
  const folder = path.join(folderWith({}), 'snapshot');
  const store = await openStore(`embedded:${path.join(path.dirname(folder), 'store')}`);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await store.close();
    await stub.close();
  });
  return {
    stub,
    folder,
    ingest: (more = {}) =>
      ingestFromAws({ snapshotDir: folder, store, attempts: 2, timeout: 5000, lastAccessed: 'none', ...more }),
  };
}

export const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as Manifest;

/** Which AWS leaves out there (page "RoleDetail"), and snapshots may hold. */
const NOT_IN_DETAILS = new Set(['MaxSessionDuration', 'Description']);

/**
 * What `aws iam get-account-authorization-details` prints of an account, in the manner of the CLI's version 2: a document
 * that is no JSON stays as IAM sends it.
 */
export const cliFile = ({ details }: AccountSnapshot): string =>
  JSON.stringify(asIamGives(details), (name, value: unknown) => {
    if (name.endsWith('Document')) return typeof decodeDocument(value) === 'string' ? value : decodeDocument(value);
    if (NOT_IN_DETAILS.has(name)) return undefined;
    if (name.endsWith('Date')) return String(value).replace(/Z$/, '+00:00');
    return value;
  });

/** A snapshot whose accounts have the role that a collection goes through, which trusts one of them. */
export const withAccessRole = ({ accounts, ...rest }: Snapshot, trusted: string): Snapshot => ({
  ...rest,
  accounts: Array.from(accounts, (each) => ({
    accountId: each.accountId,
    get details() {
      const access = role(each.accountId, ACCESS_ROLE, trusts(`arn:aws:iam::${trusted}:root`));
      const others = each.details.RoleDetailList.filter(({ RoleName }) => RoleName !== ACCESS_ROLE);
      return { ...each.details, RoleDetailList: [...others, access] };
    },
  })),
});
