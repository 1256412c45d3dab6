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

/** What any other file of a snapshot says. */
export const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
