import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DerivedAccount } from '../../core/derive/derived-account.ts';
import type { AccountId } from '../../core/model/id.ts';
import type { AccountEntry, Manifest } from '../snapshot/format.ts';
import { hash } from '../snapshot/read-snapshot.ts';
import { pack, unpack } from './pack.ts';

/** What there is in the folder, written last: the files of one ingest, by the hashes of what it left. */
interface Index {
  readonly madeFrom: string;
  readonly accounts: Readonly<Record<AccountId, string>>;
}

const INDEX = 'index.json';

/**
 * What an earlier ingest derived, kept beside its snapshot: a file an account, `ID.derived`, and an index. A file that is
 * damaged, or of another ingest than the index, counts as absent, and so does the folder where it was made from something
 * else: then accounts are derived again. The files may be deleted at any time.
 */
export class DerivedFolder {
  readonly #folder: string;
  readonly #madeFrom: string;
  readonly #hashes: ReadonlyMap<string, string>;
  readonly #taken = new Set<DerivedAccount>();

  constructor(folder: string, manifest: Manifest) {
    this.#folder = folder;
    this.#madeFrom = madeFrom(manifest);
    this.#hashes = this.#readIndex();
  }

  take(account: AccountId): DerivedAccount | null {
    const file = this.#fileOf(account);
    const expected = this.#hashes.get(account);
    if (expected === undefined || !existsSync(file)) return null;
    const bytes = readFileSync(file);
    if (hash(bytes) !== expected) return null;
    const derived = unpack(bytes);
    this.#taken.add(derived);
    return derived;
  }

  /** Keeps these accounts, and no other, for the next time; hands back control before each. */
  *keep(accounts: readonly DerivedAccount[]): Generator<void, void> {
    mkdirSync(this.#folder, { recursive: true });
    const kept = new Set([INDEX, ...accounts.map(({ account }) => path.basename(this.#fileOf(account)))]);
    for (const name of readdirSync(this.#folder))
      if (!kept.has(name)) rmSync(path.join(this.#folder, name), { recursive: true });
    const hashes: Record<AccountId, string> = {};
    for (const derived of accounts) {
      yield;
      const { account } = derived;
      hashes[account] = this.#taken.has(derived)
        ? this.#hashes.get(account)!
        : this.#write(path.basename(this.#fileOf(account)), pack(derived));
    }
    const index: Index = { madeFrom: this.#madeFrom, accounts: hashes };
    this.#write(INDEX, Buffer.from(JSON.stringify(index)));
  }

  #readIndex(): ReadonlyMap<string, string> {
    try {
      const { madeFrom: source, accounts } = JSON.parse(readFileSync(path.join(this.#folder, INDEX), 'utf8')) as Index;
      return new Map(source === this.#madeFrom ? Object.entries(accounts) : []);
    } catch {
      return new Map(); // none, or damaged
    }
  }

  /** Gives the hash of what it wrote. */
  #write(name: string, content: Buffer): string {
    const file = path.join(this.#folder, name);
    writeFileSync(`${file}.partial`, content, { mode: 0o600 });
    renameSync(`${file}.partial`, file);
    return hash(content);
  }

  #fileOf(account: AccountId): string {
    return path.join(this.#folder, `${account}.derived`);
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
