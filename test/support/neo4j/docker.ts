import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Neo4jServer } from './server.ts';

const IMAGE = 'neo4j:5.26.30-community';
const START_TIMEOUT_MS = 90_000;

/** Starts a container that is gone when it is stopped; null where no Docker engine runs. */
export async function startDockerServer(): Promise<Neo4jServer | null> {
  if (!(await engineRuns())) return null;
  const password = randomUUID();
  const settings = [`NEO4J_AUTH=neo4j/${password}`, 'NEO4J_dbms_usage__report_enabled=false'];
  const environment = settings.flatMap((setting) => ['--env', setting]);
  const container = await docker('run', '--rm', '--detach', '--publish', '127.0.0.1::7687', ...environment, IMAGE);
  const stop = async (): Promise<void> => void (await docker('rm', '--force', '--volumes', container));
  try {
    await waitUntilStarted(container);
    const address = (await docker('port', container, '7687')).split('\n')[0]!;
    return { uri: `bolt://${address}`, username: 'neo4j', password, description: `${IMAGE} in Docker`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function engineRuns(): Promise<boolean> {
  try {
    return (await docker('version', '--format', '{{.Server.Version}}')) !== '';
  } catch {
    return false;
  }
}

async function waitUntilStarted(container: string): Promise<void> {
  for (const deadline = Date.now() + START_TIMEOUT_MS; Date.now() < deadline; await sleep(250)) {
    if (/\bStarted\.$/m.test(await docker('logs', container))) return;
  }
  throw new Error(`${IMAGE} did not start within ${START_TIMEOUT_MS / 1000} s:\n${await docker('logs', container)}`);
}

async function docker(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('docker', args);
  return stdout.trim();
}
