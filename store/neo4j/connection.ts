import neo4j, { type Driver, type Record as Row, type SessionMode, type Transaction } from 'neo4j-driver';
import { StoreUnavailableError } from '../errors.ts';
import type { StoreOptions } from '../open.ts';
import { connectionError, isDeadlock } from './errors.ts';

export type Parameters = Readonly<Record<string, unknown>>;

const OLDEST_VERSION = 5;
const DEADLOCK_RETRIES = 10;

/** A database, and the ways to talk to it. Every unit of work has a session of its own: a session keeps all results. */
export class Connection {
  readonly url: string;
  readonly #driver: Driver;
  readonly #database: string | undefined;

  private constructor(url: string, driver: Driver, database: string | undefined) {
    this.url = url;
    this.#driver = driver;
    this.#database = database;
  }

  /** @throws StoreUnavailableError */
  static async open(url: string, { username = 'neo4j', password = '', database }: StoreOptions): Promise<Connection> {
    const driver = neo4j.driver(url, neo4j.auth.basic(username, password), {
      connectionTimeout: 10_000,
      connectionAcquisitionTimeout: 20_000,
      notificationFilter: { minimumSeverityLevel: 'OFF' },
      telemetryDisabled: true,
    });
    const connection = new Connection(url, driver, database);
    try {
      await connection.read('RETURN 1');
      const { agent = '' } = await driver.getServerInfo();
      if (Number(/^Neo4j\/(\d+)/.exec(agent)?.[1] ?? OLDEST_VERSION) >= OLDEST_VERSION) return connection;
      throw new StoreUnavailableError(`${url} is ${agent}, and Neo4j ${OLDEST_VERSION} or later is needed.`);
    } catch (error) {
      await driver.close();
      throw error;
    }
  }

  read(query: string, parameters: Parameters = {}): Promise<readonly Row[]> {
    return this.#run(query, parameters, 'READ');
  }

  /** A transaction of its own; tried again where it lost against another one. */
  async write(query: string, parameters: Parameters = {}): Promise<readonly Row[]> {
    for (let retries = DEADLOCK_RETRIES; ; retries--) {
      try {
        return await this.#run(query, parameters, 'WRITE');
      } catch (error) {
        if (retries === 0 || !isDeadlock(error)) throw error;
      }
    }
  }

  /** Several queries as one transaction, which `work` commits. */
  async transaction<T>(
    mode: SessionMode,
    timeoutMs: number,
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    const session = this.#session(mode);
    try {
      const transaction = await session.beginTransaction({ timeout: timeoutMs });
      return await work(transaction);
    } catch (error) {
      throw connectionError(this.url, error);
    } finally {
      await session.close();
    }
  }

  close(): Promise<void> {
    return this.#driver.close();
  }

  async #run(query: string, parameters: Parameters, mode: SessionMode): Promise<readonly Row[]> {
    const session = this.#session(mode);
    try {
      return (await session.run(query, parameters)).records;
    } catch (error) {
      throw connectionError(this.url, error);
    } finally {
      await session.close();
    }
  }

  #session(defaultAccessMode: SessionMode) {
    return this.#driver.session({
      defaultAccessMode,
      ...(this.#database === undefined ? {} : { database: this.#database }),
    });
  }
}
