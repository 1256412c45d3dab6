import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { DerivedAccount } from '../../core/derive/derived-account.ts';
import type { AccountId } from '../../core/model/id.ts';
import type { AccountEntry, Manifest } from '../snapshot/format.ts';
import { hash } from '../snapshot/read-snapshot.ts';
import { codeHash } from './code-hash.ts';
import { pack, unpack, type Part } from './pack.ts';

/** What there is in the folder, written last: the files of one ingest, by the hashes of what it left. */
interface Index {
  readonly madeFrom: string;
  /** Of each, where its front is in its file: behind its texts. */
  readonly accounts: Readonly<Record<AccountId, Part>>;
}

/** What was derived earlier turns out to be damaged after it was built upon. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError';
}

const INDEX = 'index.json';

/**
 * What an earlier ingest derived, kept beside its snapshot: a file an account, `ID.derived`, and an index. A file that is
 * damaged, or of another ingest than the index, counts as absent, and so does the folder where it was made from something
 * else: then accounts are derived again. Texts are read and checked when they are asked for, most of them when the store
 * writes them down; that they are damaged is an error. The files may be deleted at any time.
 */
export class DerivedFolder {
  readonly #folder: string;
  readonly #madeFrom: string;
  readonly #fronts: ReadonlyMap<string, Part>;
  readonly #taken = new Set<DerivedAccount>();
  #last: { readonly list: Part; readonly bytes: Buffer } | undefined;

  constructor(folder: string, manifest: Manifest) {
    this.#folder = folder;
    this.#madeFrom = madeFrom(manifest);
    this.#fronts = this.#readIndex();
  }

  take(account: AccountId): DerivedAccount | null {
    const part = this.#fronts.get(account);
    const file = this.#fileOf(account);
    const front = part === undefined ? null : readPart(file, part);
    if (front === null) return null;
    const derived = unpack(front, (list) => this.#texts(file, list));
    this.#taken.add(derived);
    return derived;
  }

  /**
   * The texts of a list are asked for one after the other. `keep` may have replaced the file since: an account that has not
   * changed has the same texts in the same places.
   * @throws DamagedError
   */
  #texts(file: string, list: Part): Buffer {
    if (this.#last?.list === list) return this.#last.bytes;
    const bytes = readPart(file, list);
    if (bytes === null) throw new DamagedError(`${file} is not as it was written.`);
    this.#last = { list, bytes };
    return bytes;
  }

  /** Keeps these accounts, and no other, for the next time; hands back control before each. */
  *keep(accounts: readonly DerivedAccount[]): Generator<void, void> {
    mkdirSync(this.#folder, { recursive: true });
    const kept = new Set([INDEX, ...accounts.map(({ account }) => path.basename(this.#fileOf(account)))]);
    for (const name of readdirSync(this.#folder))
      if (!kept.has(name)) rmSync(path.join(this.#folder, name), { recursive: true });
    const fronts: Record<AccountId, Part> = {};
    for (const derived of accounts) {
      yield;
      const { account } = derived;
      fronts[account] = this.#taken.has(derived) ? this.#fronts.get(account)! : this.#write(derived);
    }
    const index: Index = { madeFrom: this.#madeFrom, accounts: fronts };
    replaceFile(path.join(this.#folder, INDEX), Buffer.from(JSON.stringify(index)));
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #readIndex(): ReadonlyMap<string, Part> {
    try {
      const { madeFrom: source, accounts } = JSON.parse(readFileSync(path.join(this.#folder, INDEX), 'utf8')) as Index;
      return new Map(source === this.#madeFrom ? Object.entries(accounts) : []);
    } catch {
      return new Map(); // none, or damaged
    }
  }

  #write(derived: DerivedAccount): Part {
    const { front, texts } = pack(derived);
    replaceFile(this.#fileOf(derived.account), Buffer.concat([texts, front]));
    return { begin: texts.length, bytes: front.length, sha256: hash(front) };
  }

  #fileOf(account: AccountId): string {
    return path.join(this.#folder, `${account}.derived`);
  }
}

function replaceFile(file: string, content: Buffer): void {
  writeFileSync(`${file}.partial`, content, { mode: 0o600 });
  renameSync(`${file}.partial`, file);
}

/** Null where it is not as it was written. */
function readPart(file: string, { begin, bytes: length, sha256 }: Part): Buffer | null {
  try {
    const bytes = Buffer.alloc(length);
    const handle = openSync(file, 'r');
    try {
      if (readSync(handle, bytes, 0, length, begin) < length) return null;
    } finally {
      closeSync(handle);
    }
    return hash(bytes) === sha256 ? bytes : null;
  } catch {
    return null; // not there, or an index that nobody wrote so
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
