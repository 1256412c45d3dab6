import type { AccountFacts } from '../../../core/model/account-facts.ts';
import { accountId } from '../../../core/model/id.ts';
import { isSnapshot, openSnapshot } from '../../../ingest/index.ts';

type Row = NonNullable<AccountFacts['CredentialReport']>[number];

/** What the credential reports of a snapshot say of users. */
export interface Credentials {
  /** By a user's ARN; null where nothing is known. */
  of(arn: string, account: string): UserCredentials | null;
}

export interface UserCredentials {
  readonly password: Credential;
  readonly accessKeys: readonly [Credential, Credential];
}

/** Times as the report has them, ISO 8601; empty where there is none. */
export interface Credential {
  readonly lastUsed: string;
  readonly lastRotated: string;
  /** Empty: there is no such credential. */
  readonly state: 'Active' | 'Inactive' | '';
}

/** Reads an account's report when one of its users is asked about; null where there is no snapshot. @throws SnapshotError */
export function credentialsIn(folder: string): Credentials | null {
  if (!isSnapshot(folder)) return null;
  const snapshot = openSnapshot(folder);
  // Users come account by account.
  let read: { readonly account: string; readonly rows: ReadonlyMap<string, Row> } | null = null;
  return {
    of(arn, account) {
      if (read?.account !== account) {
        const rows = snapshot.account(accountId(account))?.facts?.CredentialReport ?? [];
        read = { account, rows: new Map(rows.map((row) => [row['arn'] ?? '', row])) };
      }
      const row = read.rows.get(arn);
      return row === undefined ? null : credentialsOf(row);
    },
  };
}

/** "Get credential reports for your AWS account" says what the columns hold. */
function credentialsOf(row: Row): UserCredentials {
  const time = (column: string): string => (/^\d{4}-/.test(row[column] ?? '') ? row[column]! : '');
  const accessKey = (key: string): Credential => {
    const lastRotated = time(`${key}_last_rotated`);
    const isActive = isTrue(row[`${key}_active`]);
    return {
      lastUsed: time(`${key}_last_used_date`),
      lastRotated,
      state: isActive ? 'Active' : lastRotated === '' ? '' : 'Inactive',
    };
  };
  return {
    password: {
      lastUsed: time('password_last_used'),
      lastRotated: time('password_last_changed'),
      state: isTrue(row['password_enabled']) ? 'Active' : '',
    },
    accessKeys: [accessKey('access_key_1'), accessKey('access_key_2')],
  };
}

const isTrue = (text: string | undefined): boolean => text?.toLowerCase() === 'true';
