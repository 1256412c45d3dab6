import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DerivedAccount } from '../../core/derive/derived-account.ts';
import type { AccountId } from '../../core/model/id.ts';
import type { AccountEntry, Manifest } from '../snapshot/format.ts';
import { hash } from '../snapshot/read-snapshot.ts';
import { pack, unpack } from './pack.ts';

/**
 * What an earlier ingest derived, kept beside its snapshot: a file an account, `ID.json`, with a line that says what it
 * was made from and its hash, and the account. A file that is damaged, or made from something else, counts as absent,
 * and the account is derived again: the files need not fit together, and may be deleted at any time.
 */
export class DerivedFolder {
  readonly #folder: string;
  readonly #madeFrom: string;
  readonly #taken = new Set<DerivedAccount>();

  constructor(folder: string, manifest: Manifest) {
    this.#folder = folder;
    this.#madeFrom = madeFrom(manifest);
  }

  take(account: AccountId): DerivedAccount | null {
    const file = this.#fileOf(account);
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const end = text.indexOf('\n');
    const content = text.slice(end + 1);
    if (text.slice(0, end) !== `${this.#madeFrom} ${hash(content)}`) return null;
    const derived = unpack(content);
    this.#taken.add(derived);
    return derived;
  }

  /** Keeps these accounts, and no other, for the next time; hands back control before each. */
  *keep(accounts: readonly DerivedAccount[]): Generator<void, void> {
    mkdirSync(this.#folder, { recursive: true });
    const kept = new Set(accounts.map(({ account }) => this.#fileOf(account)));
    for (const name of readdirSync(this.#folder)) {
      const file = path.join(this.#folder, name);
      if (!kept.has(file)) rmSync(file, { recursive: true });
    }
    for (const derived of accounts) {
      yield;
      if (!this.#taken.has(derived)) this.#write(derived);
    }
  }

  #write(derived: DerivedAccount): void {
    const content = pack(derived);
    const file = this.#fileOf(derived.account);
    writeFileSync(`${file}.partial`, `${this.#madeFrom} ${hash(content)}\n${content}`, { mode: 0o600 });
    renameSync(`${file}.partial`, file);
  }

  #fileOf(account: AccountId): string {
    return path.join(this.#folder, `${account}.json`);
  }
}

/** All that every account's hops depend on: the organization, Identity Center, what of them is missing, which accounts were collected, and how it is derived. */
const madeFrom = ({ organization, identityCenters, problems, accounts }: Manifest): string =>
  hash(
    JSON.stringify([
      codeHash(),
      organization,
      identityCenters,
      problems,
      accounts.filter(isCollected).map(({ id }) => id),
    ]),
  );

const isCollected = ({ files }: AccountEntry): boolean => files.details !== undefined;

function codeHash(): string {
  const folders = ['../../core/', './'].map((folder) => new URL(folder, import.meta.url));
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /(?<!\.d)\.[jt]s$/.test(name))
      .toSorted()
      .map((name) => readFileSync(new URL(name.replaceAll(path.sep, '/'), folder))),
  );
  return hash(Buffer.concat(files));
}
