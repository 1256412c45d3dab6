import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Condition } from '../../core/model/condition.ts';
import type { HopAction, Mechanism, Verdict } from '../../core/model/hop.ts';
import type { Side } from '../../core/model/policy.ts';
import type { AccountSnapshot, GroupDetail, RoleDetail, Snapshot, UserDetail } from '../../core/model/snapshot.ts';
import { account, organization, snapshot, type OrganizationOptions } from '../support/organization.ts';

/** Reads the cases of this folder; their format is in README.md. */

export interface PolicyCase {
  /** Path of the file without its ending. */
  readonly name: string;
  readonly snapshot: Snapshot;
  readonly expect: readonly Expectation[];
}

export interface Expectation {
  readonly from: string;
  readonly to: string;
  readonly action?: HopAction;
  readonly verdict: Verdict;
  readonly decidedBy?: readonly DecidedBy[];
  readonly mechanism?: Mechanism;
  /** All of the evidence of an edge. */
  readonly evidence?: readonly DecidedBy[];
  /** What remains to hold. */
  readonly condition?: Condition;
  /** Parts of notes that the edge has. */
  readonly notes?: readonly string[];
}

export interface DecidedBy {
  readonly side: Side;
  readonly policy?: string;
  readonly statement?: number;
  readonly sid?: string | null;
}

/** What a file holds; what has a default may be left out. */
export interface CaseFile {
  readonly organization?: OrganizationOptions;
  readonly accounts: Readonly<Record<string, ShortAccount>>;
  readonly expect: readonly Expectation[];
}

export interface ShortAccount {
  readonly UserDetailList?: readonly Short<UserDetail, 'UserName' | 'UserId'>[];
  readonly RoleDetailList?: readonly Short<RoleDetail, 'RoleName' | 'RoleId'>[];
  readonly GroupDetailList?: readonly Short<GroupDetail, 'Arn'>[];
  readonly Policies?: readonly ShortPolicy[];
}

type Short<T, Optional extends keyof T> = Omit<T, Optional> & Partial<T>;

interface ShortPolicy {
  readonly Arn: string;
  readonly Document: unknown;
}

export function readCases(): PolicyCase[] {
  const folder = import.meta.dirname;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => readCase(file.slice(0, -'.json'.length), readFileSync(join(folder, file), 'utf8')));
}

function readCase(name: string, text: string): PolicyCase {
  const file = JSON.parse(text) as CaseFile;
  return { name, snapshot: snapshotOf(file), expect: file.expect };
}

export const snapshotOf = ({
  accounts,
  organization: options,
}: Pick<CaseFile, 'accounts' | 'organization'>): Snapshot =>
  snapshot(
    Object.entries(accounts).map(([id, short]) => readAccount(id, short)),
    options === undefined ? null : organization(options),
  );

/** Fills in what a case may leave out: names and ids of principals, lists, versions of policies. */
function readAccount(id: string, short: ShortAccount): AccountSnapshot {
  return account(id, {
    users: (short.UserDetailList ?? []).map((user) =>
      Object.assign({ UserName: nameOf(user.Arn), UserId: `AIDA${wordOf(user.Arn)}` }, user),
    ),
    roles: (short.RoleDetailList ?? []).map((role) =>
      Object.assign({ RoleName: nameOf(role.Arn), RoleId: `AROA${wordOf(role.Arn)}` }, role),
    ),
    groups: (short.GroupDetailList ?? []).map((group) =>
      Object.assign({ Arn: `arn:aws:iam::${id}:group/${group.GroupName}` }, group),
    ),
    managed: Object.fromEntries((short.Policies ?? []).map(({ Arn, Document }) => [Arn, Document])),
  });
}

const nameOf = (arn: string) => arn.split('/').at(-1)!;
const wordOf = (arn: string) => arn.replaceAll(/\W/g, '');
