import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AccessGraphStore } from '../store/index.ts';
import { isLoopback } from './http/origin.ts';
import { router } from './http/router.ts';
import { stopping } from './http/stopping.ts';
import type { IngestControl } from './ingest-control.ts';
import { LoadedGenerations } from './loaded-generations.ts';
import type { RemediationControl } from './remediation-control.ts';
import { Remediations } from './remediations.ts';

export interface ServerOptions {
  /** Stays the caller's to close. */
  readonly store: AccessGraphStore;
  /** Address to listen on. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Asked of everyone who connects; without one, only this machine may. */
  readonly token?: string | undefined;
  /** Folder of the built explorer. */
  readonly webRoot?: string | undefined;
  /** Of rolereach. */
  readonly version: string;
  /** Starts ingests for those who ask; without it, nobody may. */
  readonly ingests?: IngestControl | undefined;
  /** Gets at the roles of those who change trust policies; without it, nobody may. */
  readonly remediation?: RemediationControl | undefined;
  /** Told of errors that nobody expected; the console unless said. */
  readonly report?: (error: unknown) => void;
}

export interface RunningServer {
  /** `http://127.0.0.1:4000` */
  readonly url: string;
  /** Stops listening, and lets the requests under way finish for a moment. */
  close(): Promise<void>;
}

/** The server cannot start; the message says the way out. */
export class ServerStartError extends Error {
  override readonly name = 'ServerStartError';
}

/** @throws ServerStartError */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { store, host, port, token, webRoot = null, version, ingests = null, report = console.error } = options;
  const remediations = options.remediation === undefined ? null : new Remediations(options.remediation, store);
  if (!isLoopback(host) && !token) {
    throw new ServerStartError(`To listen on ${host}, where others can connect, a token is needed: give --token.`);
  }
  const generations = new LoadedGenerations(store);
  const closing = new AbortController();
  const context = { store, version, ingests, remediations, closing: closing.signal };
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 });
  const stop = stopping(server);
  server.on('request', router({ context, generations, report, webRoot, token: token ?? null }));
  await listen(server, host, port);
  server.on('error', report);
  void warmUp(generations);
  return {
    url: urlOf(host, (server.address() as AddressInfo).port),
    async close() {
      closing.abort();
      await stop();
      await generations.close();
    },
  };
}

async function warmUp(generations: LoadedGenerations): Promise<void> {
  try {
    const { graph, release } = await generations.current();
    graph.searchIndex();
    release();
  } catch {
    // What fails here fails again, and is answered, when the first question is asked.
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(startError(error, host, port)));
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

function startError({ code, message }: NodeJS.ErrnoException, host: string, port: number): ServerStartError {
  const wayOut: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is taken. Choose another with --port.`,
    EACCES: `Port ${port} is not for you to listen on. Choose one from 1024 on with --port.`,
    EADDRNOTAVAIL: `${host} is no address of this machine. Choose another with --host.`,
    ENOTFOUND: `${host} is no address of this machine. Choose another with --host.`,
  };
  return new ServerStartError(wayOut[code ?? ''] ?? `The server cannot listen on ${host}, port ${port}: ${message}`);
}

const urlOf = (host: string, port: number): string => `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
