import { setTimeout as sleep } from 'node:timers/promises';
import { Neo4jError, type Transaction } from 'neo4j-driver';
import type { CypherLimits, CypherResult } from '../../access-graph-store.ts';
import { CypherFailedError, CypherRefusedError } from '../../errors.ts';
import type { Connection, Parameters } from '../connection.ts';
import { isOutOfMemory } from '../errors.ts';
import { isSwitching, readPublished } from '../published.ts';
import { toParameter, toPlain } from './plain.ts';
import { refusal } from './refusal.ts';

/** Of an answer, as JSON: what is beyond is left out like rows beyond the limit. */
const MAX_CHARACTERS = 16 * 1024 * 1024;
/** The server looks at its clock now and then only. */
const GRACE_MS = 2000;
const POLL_MS = 50;

/**
 * Runs a query that only reads, on one generation: when another is published meanwhile, it is asked again.
 * @throws CypherRefusedError, CypherFailedError, StoreUnavailableError
 */
export async function runCypher(
  connection: Connection,
  query: string,
  parameters: Parameters,
  limits: CypherLimits,
): Promise<CypherResult> {
  const refused = refusal(query);
  if (refused !== null) throw new CypherRefusedError(refused);
  const deadline = Date.now() + limits.timeoutMs;
  for (; Date.now() < deadline; await sleep(POLL_MS)) {
    const before = await readPublished(connection);
    if (isSwitching(before)) continue;
    const result = await runOnce(connection, query, parameters, limits);
    const { published } = await readPublished(connection);
    if (published === before.published) return result;
  }
  throw new CypherFailedError('A new generation is being published right now. Ask again in some seconds.');
}

async function runOnce(
  connection: Connection,
  query: string,
  parameters: Parameters,
  limits: CypherLimits,
): Promise<CypherResult> {
  const timer = new AbortController();
  const tooLong = sleep(limits.timeoutMs + GRACE_MS, undefined, { signal: timer.signal, ref: false }).then(() => {
    throw timedOut(limits);
  });
  const answer = connection.transaction('READ', limits.timeoutMs, async (transaction) => {
    const result = await collect(transaction, query, parameters, limits);
    await transaction.rollback();
    return result;
  });
  try {
    return await Promise.race([answer, tooLong]);
  } catch (error) {
    throw cypherError(error, limits);
  } finally {
    timer.abort();
    tooLong.catch(() => {});
    answer.catch(() => {});
  }
}

async function collect(
  transaction: Transaction,
  query: string,
  parameters: Parameters,
  { maxRows }: CypherLimits,
): Promise<CypherResult> {
  const result = transaction.run(query, toParameter(parameters) as Parameters);
  const columns = await result.keys();
  const rows: unknown[][] = [];
  let characters = 0;
  for await (const record of result) {
    const row = columns.map((_, index) => toPlain(record.get(index)));
    characters += JSON.stringify(row).length;
    if (rows.length === maxRows || characters > MAX_CHARACTERS) return { columns, rows, truncated: true };
    rows.push(row);
  }
  return { columns, rows, truncated: false };
}

function cypherError(error: unknown, limits: CypherLimits): unknown {
  if (!(error instanceof Neo4jError)) return error;
  if (error.code.includes('TransactionTimedOut')) return timedOut(limits);
  if (error.code.endsWith('AccessMode')) return new CypherRefusedError(`This is read-only: ${error.message}`);
  if (isOutOfMemory(error)) {
    return new CypherFailedError('The query needs more memory than the server gives to one. Narrow it, or add LIMIT.');
  }
  return new CypherFailedError(error.message, { cause: error });
}

const timedOut = ({ timeoutMs }: CypherLimits): CypherFailedError =>
  new CypherFailedError(`The query took longer than ${timeoutMs / 1000} s. Narrow it, or bound its hops: *1..4.`);
