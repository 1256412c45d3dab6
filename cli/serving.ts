import { randomBytes } from 'node:crypto';
import type { AccessGraphStore } from '../store/index.ts';
import { UsageError } from './exit.ts';
import type { RemediationControl } from '../api/remediation-control.ts';
import type { Ingests } from './ingests.ts';
import { note, writeLines } from './output/streams.ts';
import { packageFile, packageVersion } from './package.ts';
import { untilStopped } from './until-stopped.ts';

export interface ServingOptions {
  readonly store: AccessGraphStore;
  readonly host: string;
  readonly port: number;
  readonly token?: string | undefined;
  /** Those that clients may start. */
  readonly ingests?: Ingests | undefined;
  readonly remediation?: RemediationControl | undefined;
  /** What to say when the server listens. */
  readonly greeting: (url: string) => readonly string[];
}

/** Serves the API and the explorer until the process is asked to stop. */
export async function serveUntilStopped(options: ServingOptions): Promise<void> {
  const { store, host, port, token, ingests, remediation, greeting } = options;
  const { isLoopback, startServer, ServerStartError } = await import('../api/index.ts'); // loads GraphQL: servers only
  const stopped = untilStopped();
  const newToken = token || isLoopback(host) ? undefined : randomBytes(24).toString('base64url');
  const server = await startServer({
    store,
    host,
    port,
    token: token || newToken,
    ingests,
    remediation,
    webRoot: packageFile('dist/web'),
    version: packageVersion(),
  }).catch((error: unknown) => {
    throw error instanceof ServerStartError ? new UsageError(`${error.message}${hint(error.message, port)}`) : error;
  });
  await writeLines(greeting(server.url));
  if (newToken) note(`Others may connect, with a token made for this run: ${server.url}/?token=${newToken}`);
  await stopped;
  note('Stopping …');
  await Promise.all([server.close(), ingests?.close()]);
}

/** What `npm start` needs besides. */
const hint = (message: string, port: number): string =>
  message.includes('is taken') ? `\n  --port ${port + 1}, or with npm: npm start -- --port ${port + 1}` : '';
