import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface BenchServer {
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  stop(): Promise<void>;
}

const SCRIPT = fileURLToPath(new URL('../../scripts/neo4j.mjs', import.meta.url));

/** A Neo4j of one's own, as the tests start it, with that heap; where it cannot be had (no Java), the reason. */
export async function startServer(heap: string): Promise<BenchServer | string> {
  const child = spawn(process.execPath, [SCRIPT, 'start', heap], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let [output, complaint] = ['', ''];
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('\n')) resolve();
    });
    void ended.then(resolve);
  });
  const found = /NEO4J_URI=(\S+) NEO4J_USERNAME=(\S+) NEO4J_PASSWORD=(\S+)/.exec(output);
  if (found === null) return complaint.trim().replaceAll(/\s+/g, ' ');
  const [, uri, username, password] = found as unknown as [string, string, string, string];
  return {
    uri,
    username,
    password,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
