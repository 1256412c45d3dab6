import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { crc32 } from './parts/crc32.ts';
import { processStart } from './process-start.ts';

/** Who is writing to a store, as a name that another process can look into: `HOST-PID-START-RANDOM`. */
export async function writerName(): Promise<string> {
  return `${thisHost()}-${process.pid}-${(await processStart(process.pid)) ?? 0}-${randomUUID()}`;
}

export const WRITER_NAME = /^(?<host>[0-9a-f]+)-(?<pid>\d+)-(?<start>\d+)-[0-9a-f-]{36}$/;

/** Whether that writer still runs; null where it is of another machine (or container), which cannot be looked at. */
export async function isWriting(name: string): Promise<boolean | null> {
  const { host, pid, start } = WRITER_NAME.exec(name)?.groups ?? {};
  if (host !== thisHost()) return null;
  const startNow = await processStart(Number(pid));
  return startNow !== null && (startNow === Number(start) || startNow === 0 || Number(start) === 0);
}

/** For a message. */
export function describeWriter(name: string): string {
  const { host, pid } = WRITER_NAME.exec(name)?.groups ?? {};
  return host === thisHost() ? `process ${pid}` : 'a process of another machine';
}

const thisHost = (): string => crc32(Buffer.from(hostname())).toString(16);
