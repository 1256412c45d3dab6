import { onTestFinished, vi } from 'vitest';
import { openSession, type AwsSession, type SessionOptions } from '../../../ingest/collect/session.ts';
import { startAwsStub, type AwsStub, type AwsStubOptions } from '../../aws/index.ts';

/** A stub and a session with it, until the end of the test. Calls are tried again once. */
export async function startSession(
  options: AwsStubOptions,
  sessionOptions: SessionOptions = { attempts: 2 },
): Promise<{ stub: AwsStub; session: AwsSession }> {
  const stub = await startAwsStub(options);
  for (const [name, value] of Object.entries(stub.environment)) vi.stubEnv(name, value);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await stub.close();
  });
  return { stub, session: await openSession(sessionOptions) };
}

/** How often each operation was asked for. */
export const countsOf = ({ requests }: AwsStub): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { operation } of requests) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
};
