import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { provisionMoto } from './provision.ts';

const SERVE = fileURLToPath(new URL('serve.py', import.meta.url));

/** The account of credentials that moto has not given itself. */
export const MOTO_ACCOUNT = '123456789012';

/** A running moto that forgets everything at its end. */
export interface Moto {
  /** Of every service: for `AWS_ENDPOINT_URL`. */
  readonly url: string;
  readonly version: string;
  /** The endpoint, credentials of `MOTO_ACCOUNT` and a region, for the environment of a process. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Throws, saying what is missing, where moto cannot be had. */
export async function startMoto(): Promise<Moto> {
  const { python, version } = await provisionMoto();
  // Detached: Ctrl+C in a terminal goes to every process there, and this one ends with its standard input.
  const child = spawn(python, [SERVE], { stdio: ['pipe', 'pipe', 'inherit'], detached: true, windowsHide: true });
  const exit = once(child, 'exit');
  const port = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([line]) => String(line)),
    exit.then(([code]) => Promise.reject(new Error(`moto ended with ${code} before it had started.`))),
  ]);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    version,
    environment: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    async stop() {
      child.stdin.end();
      await exit;
    },
  };
}
