import { isIamAdmin } from '../../../core/access/iam-admin.ts';
import type { Principal } from '../../../core/model/principal.ts';
import { usersAndRoles } from './actors.ts';
import type { Credential, UserCredentials } from './credentials.ts';
import { PRINCIPAL_TYPES, tagNamed, tagsText, type Report } from './report.ts';

const credentialColumns = (name: string): string[] => [`${name}_last_used`, `${name}_last_rotated`, `${name}_state`];

/** Every user and role, with what a review of them looks at. */
export const principals: Report = {
  columns: [
    'principal_name',
    'principal_arn',
    'principal_type',
    'principal_is_iam_admin',
    'principal_last_used',
    'principal_tag_business_unit',
    'principal_tag_environment',
    'principal_tag_used_by',
    'principal_tags',
    ...['password', 'access_key_1', 'access_key_2'].flatMap(credentialColumns),
  ],
  async *rows({ graph, credentials }) {
    for await (const { principal, actor } of usersAndRoles(graph)) {
      const { id, name, kind, tags, accountId } = principal;
      const own = kind === 'User' && credentials !== null ? credentials.of(id, accountId!) : null;
      yield [
        name,
        id,
        PRINCIPAL_TYPES[kind],
        isIamAdmin(actor),
        lastUsed(principal, own),
        ...['BusinessUnit', 'Environment', 'UsedBy'].map((tag) => tagNamed(tags, tag)),
        tagsText(tags),
        ...[own?.password, ...(own?.accessKeys ?? [undefined, undefined])].flatMap(credentialCells),
      ];
    }
  },
};

const credentialCells = (credential: Credential | undefined): string[] =>
  credential === undefined ? ['', '', ''] : [credential.lastUsed, credential.lastRotated, credential.state];

/** Of a user, whichever of its credentials was used last; ISO 8601 in UTC sorts as text. */
function lastUsed({ role }: Principal, own: UserCredentials | null): string {
  if (own === null) return role?.lastUsed ?? '';
  return [own.password, ...own.accessKeys].map((credential) => credential.lastUsed).reduce((a, b) => (a > b ? a : b));
}
