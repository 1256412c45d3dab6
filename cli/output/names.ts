import type { LoadedGeneration } from '../../api/answers/index.ts';

const IAM_ARN = /^arn:[^:]*:iam::(\d{12}):(?:user|role)\/(?:.*\/)?([^/]+)$/;

/** `111122223333/Admin` for a user or role, any other id as it is: short, and can be typed again. */
export function reference(id: string): string {
  const match = IAM_ARN.exec(id);
  return match ? `${match[1]}/${match[2]}` : id;
}

/** Names as people say them: `Admin (production)`, with the account's id where it has no name. */
export function namesOf({ catalog, structure }: Pick<LoadedGeneration, 'catalog' | 'structure'>) {
  const accountNames = new Map<string, string>(structure.accounts.map(({ id, name }) => [id, name]));
  const accountName = (id: string | null): string => (id === null ? '' : (accountNames.get(id) ?? id));
  return {
    accountName,
    fullName(id: string): string {
      const node = catalog.ids.indexOf(id);
      const account = accountName(catalog.accountIds[node] ?? null);
      const name = catalog.names[node] ?? id;
      return account === '' || account === name ? name : `${name} (${account})`;
    },
  };
}

export type Names = ReturnType<typeof namesOf>;
