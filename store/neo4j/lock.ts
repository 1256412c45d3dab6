import { StoreLockedError } from '../errors.ts';
import { describeWriter, isWriting, writerName } from '../writer.ts';
import type { Connection } from './connection.ts';
import { toPlain } from './cypher/plain.ts';
import { checkFormat, FORMAT } from './generations.ts';

/** A lock that is not renewed for so long is anybody's: its writer may be of a machine that cannot be asked. */
const LEASE_MS = 60_000;
const RENEWAL_MS = 10_000;

export interface Lock {
  readonly writer: string;
  /** @throws StoreLockedError when another writer has taken over */
  check(): void;
  release(): Promise<void>;
}

/** Takes the right to write to the database. @throws StoreLockedError, StoreFormatError */
export async function lock(connection: Connection): Promise<Lock> {
  const writer = await writerName();
  const holder = await readHolder(connection);
  const dead = holder !== null && (await isWriting(holder.writer)) === false ? holder.writer : null;
  const [taken] = await connection.write(TAKE, { writer, dead, lease: LEASE_MS, format: FORMAT });
  if (taken === undefined) throw await lockedBy(connection);
  const format = toPlain(taken.get('format')) as number;
  let lost = false;
  const timer = setInterval(() => void renew(), RENEWAL_MS).unref();
  const renew = async (): Promise<void> => {
    const renewed = await connection.write(RENEW, { writer, lease: LEASE_MS }).catch(() => null);
    if (renewed?.length === 0) lost = true; // no answer at all: the load itself will notice
  };
  const release = async (): Promise<void> => {
    clearInterval(timer);
    await connection.write(RELEASE, { writer }).catch(() => {}); // it ends by itself
  };
  try {
    checkFormat(connection.url, format);
  } catch (error) {
    await release();
    throw error;
  }
  return {
    writer,
    check() {
      if (lost)
        throw new StoreLockedError('Another load has taken over, as this one stood still for too long. Load again.');
    },
    release,
  };
}

/** The first SET takes the node's write lock, so that what is read after it is the latest. */
const TAKE = `
  MERGE (store:Store {name: 'rolereach'})
  SET store.locking = true
  WITH store WHERE store.writer IS NULL OR store.writer = $dead OR store.writerUntil < timestamp()
  SET store.writer = $writer, store.writerUntil = timestamp() + $lease, store.format = CASE WHEN store.format > $format THEN store.format ELSE $format END,
      store.published = split(store.published, '>')[-1]
  RETURN store.format AS format`;

const RENEW = `
  MATCH (store:Store {name: 'rolereach'})
  SET store.locking = true
  WITH store WHERE store.writer = $writer
  SET store.writerUntil = timestamp() + $lease
  RETURN store.writer`;

const RELEASE = `
  MATCH (store:Store {name: 'rolereach'})
  SET store.locking = true
  WITH store WHERE store.writer = $writer
  REMOVE store.writer, store.writerUntil
  SET store.published = split(store.published, '>')[-1]`;

interface Holder {
  readonly writer: string;
  readonly remainingMs: number;
}

async function readHolder(connection: Connection): Promise<Holder | null> {
  const [row] = await connection.read(
    `MATCH (store:Store {name: 'rolereach'}) WHERE store.writer IS NOT NULL
     RETURN store.writer AS writer, store.writerUntil - timestamp() AS remainingMs`,
  );
  return row === undefined ? null : (toPlain(row.toObject()) as Holder);
}

async function lockedBy(connection: Connection): Promise<StoreLockedError> {
  const holder = await readHolder(connection);
  if (holder === null) return new StoreLockedError('Another load was writing to this database until now. Load again.');
  const seconds = Math.max(1, Math.ceil(holder.remainingMs / 1000));
  return new StoreLockedError(
    `Another load is writing to this database (${describeWriter(holder.writer)}). Wait until it is done; ` +
      `if it is not running any more, its lock ends by itself in ${seconds} s.`,
  );
}
