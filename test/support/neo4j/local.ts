import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { provision, type Provision } from './provision.ts';
import type { Neo4jServer } from './server.ts';

const GUARDIAN = fileURLToPath(new URL('guardian.mjs', import.meta.url));
const OPENED = ['java.nio', 'java.io', 'sun.nio.ch', 'java.util.concurrent'];
const START_TIMEOUT_MS = 90_000;

export interface LocalServerOptions {
  /** Heap, as `-Xmx` takes it. */
  readonly memory?: string;
  /** Whether it is to work hard for long, rather than to start fast: fully compiled, and with a large page cache. */
  readonly forLong?: boolean;
}

/** Starts a real server from Maven's jars, in a home of its own that is gone when it is stopped. */
export async function startLocalServer({
  memory = '256m',
  forLong = false,
}: LocalServerOptions = {}): Promise<Neo4jServer> {
  const provided = await provision();
  const home = await mkdtemp(join(tmpdir(), 'neo4j-'));
  const port = await freePort();
  await writeHome(home, port, provided, forLong ? '4g' : '128m');
  const archived = await stat(provided.classArchive).catch(() => null);
  const archive = archived === null ? 'ArchiveClassesAtExit' : 'SharedArchiveFile';
  const java = ['java', ...OPENED.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`)];
  const speed = [
    `-XX:${archive}=${provided.classArchive}`,
    '-Xshare:auto',
    ...(forLong ? [] : ['-XX:TieredStopAtLevel=1']),
  ];
  const main = ['-cp', join(provided.lib, '*'), 'org.neo4j.server.CommunityEntryPoint'];
  const where = [`--home-dir=${home}`, `--config-dir=${join(home, 'conf')}`, '--console-mode'];
  const command = [...java, ...speed, `-Xms${memory}`, `-Xmx${memory}`, ...main, ...where];
  // Detached: Ctrl+C in a terminal goes to every process there, and this one decides for itself.
  const guardian = spawn(process.execPath, [GUARDIAN, home, ...command], { detached: true, windowsHide: true });
  await started(guardian);
  return {
    uri: `bolt://127.0.0.1:${port}`,
    username: 'neo4j',
    password: provided.password,
    description: `Neo4j ${provided.version} from Maven, on this machine's Java`,
    stop: () => stop(guardian, archived === null),
  };
}

async function writeHome(home: string, port: number, { auth }: Provision, pageCache: string): Promise<void> {
  const address = `127.0.0.1:${port}`;
  const settings = {
    'server.bolt.listen_address': address,
    'server.bolt.advertised_address': address,
    'server.http.enabled': false,
    'server.https.enabled': false,
    'server.directories.import': 'import', // without it LOAD CSV may read the whole file system
    'server.memory.pagecache.size': pageCache,
    'db.tx_log.preallocate': false, // or half a gigabyte a home
    'internal.dbms.bolt.netty_server_shutdown_quiet_period': 0, // or ten seconds to stop
    'dbms.usage_report.enabled': false,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  for (const folder of ['conf', 'import', 'data/dbms']) await mkdir(join(home, folder), { recursive: true });
  await writeFile(join(home, 'conf', 'neo4j.conf'), lines);
  await copyFile(auth, join(home, 'data', 'dbms', 'auth.ini'));
}

/** Its own log says 0 for port 0, so the port is chosen first. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function started(guardian: ChildProcess): Promise<void> {
  const timer = setTimeout(() => guardian.stdin!.end(), START_TIMEOUT_MS);
  let log = '';
  try {
    await new Promise<void>((resolve, reject) => {
      const listen = (chunk: Buffer): void => {
        log += chunk.toString();
        if (/\bStarted\.\s*$/m.test(log)) resolve();
      };
      guardian.stdout!.on('data', listen);
      guardian.stderr!.on('data', listen);
      guardian.once('exit', (code) => reject(new Error(`Neo4j ended with ${code} before it had started:\n${log}`)));
    });
  } finally {
    clearTimeout(timer);
    guardian.stdout!.removeAllListeners('data').resume();
    guardian.stderr!.removeAllListeners('data').resume();
  }
}

/** A first run ends by itself, so that it leaves its archive of classes; later ones have nothing to lose. */
async function stop(guardian: ChildProcess, gracefully: boolean): Promise<void> {
  const exit = once(guardian, 'exit');
  if (gracefully) guardian.stdin!.write('end\n');
  else guardian.stdin!.end();
  await exit;
}
