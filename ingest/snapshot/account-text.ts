import type { UsageLog } from '../../core/model/usage.ts';
import type { AccountRecords } from '../import/account-records.ts';
import { LIST_NAMES } from '../import/authorization-details.ts';
import type { AccountEntry } from './format.ts';

/** What the file of an account's authorization details says: an entity a line. */
export function detailsText({ lists }: AccountRecords): string {
  const members = LIST_NAMES.map((name) => `"${name}": [${lists[name].map((json) => `\n${json}`).join(',')}]`);
  return `{\n${members.join(',\n')}\n}\n`;
}

export const entityCounts = ({
  lists,
}: AccountRecords): Pick<AccountEntry, 'users' | 'groups' | 'roles' | 'policies'> => ({
  users: lists.UserDetailList.length,
  groups: lists.GroupDetailList.length,
  roles: lists.RoleDetailList.length,
  policies: lists.Policies.length,
});

/** What the file of usage says: a use a line. */
export function usageText({ uses, ...rest }: UsageLog): string {
  const lines = uses.map((use) => `\n${JSON.stringify(use)}`).join(',');
  return `${JSON.stringify(rest).slice(0, -1)},\n"uses": [${lines}]}\n`;
}

/** What any other file of a snapshot says. */
export const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
