import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { AwsStubOptions } from '../../aws/index.ts';
import { account, fullAccess, organization, role, snapshot, trusts, user } from '../../support/organization.ts';
import { manifestOf, withAccessRole } from './support.ts';

/** An organization of three accounts, two of them in units, and what a snapshot of it holds. */

export const MANAGEMENT = '111111111111';
export const A = '222222222222';
export const B = '333333333333';
export const SCP = 'SERVICE_CONTROL_POLICY';
export const IDS = [MANAGEMENT, A, B];

export const tree = organization({
  management: MANAGEMENT,
  units: { 'ou-1': 'r-root', 'ou-2': 'ou-1' },
  accounts: { [MANAGEMENT]: 'r-root', [A]: 'ou-1', [B]: 'ou-2' },
  enabled: [SCP],
});
export const members = IDS.map((id) =>
  account(id, {
    users: [user(id, 'alice', { tags: { team: 'red' }, inline: { Own: fullAccess } })],
    roles: [
      role(id, 'Open', trusts('arn:aws:iam::999999999999:root'), { managed: [`arn:aws:iam::${id}:policy/Mine`] }),
      role(id, 'Broken', '{"Statement": [%', { boundary: `arn:aws:iam::${id}:policy/Mine` }),
    ],
    managed: { [`arn:aws:iam::${id}:policy/Mine`]: fullAccess },
  }),
);
export const world: AwsStubOptions = { snapshot: withAccessRole(snapshot(members, tree), MANAGEMENT) };

export const statuses = (folder: string): Record<string, string> =>
  Object.fromEntries(manifestOf(folder).accounts.map(({ id, status }) => [id, status]));

/** Every file of a snapshot but the time at which it was made. */
export const contentOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(folder, file), readFileSync(file, 'utf8').replace(/"created": ".*"/, '')]),
  );
