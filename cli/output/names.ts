/** Names as people say them, made of node ids alone. */

const IAM_ARN = /^arn:[^:]*:iam::(\d{12}):(?:user|role)\/(?:.*\/)?([^/]+)$/;

/** `111122223333/Admin` for a user or role, which can be typed again; any other id as it is. */
export function reference(id: string): string {
  const match = IAM_ARN.exec(id);
  return match ? `${match[1]}/${match[2]}` : id;
}

/** `Admin (production)`: the name and its account's, or the account's id where it has no name. */
export function nameInAccount(id: string, accountNames: ReadonlyMap<string, string>): string {
  const match = IAM_ARN.exec(id);
  if (match) return `${match[2]} (${accountNames.get(match[1]!) ?? match[1]})`;
  const account = /^account:(\d{12})$/.exec(id)?.[1];
  return account ? `account ${accountNames.get(account) ?? account}` : id;
}
