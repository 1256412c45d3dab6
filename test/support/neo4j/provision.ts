import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const CACHE = fileURLToPath(new URL('../../../.cache/neo4j/', import.meta.url));
const POM = fileURLToPath(new URL('pom.xml', import.meta.url));

/** The server's jars and what is made from them once, kept in the project's `.cache`. */
export interface Provision {
  readonly version: string;
  /** Folder of jars. */
  readonly lib: string;
  /** Archive of loaded classes, which makes the server start twice as fast; not there before the first run. */
  readonly classArchive: string;
  /** File with the hash of the password, to copy into a home. */
  readonly auth: string;
  readonly password: string;
}

/** Fetches the jars with Maven unless they are there. Throws, saying what is missing. */
export async function provision(): Promise<Provision> {
  const version = /<version>(\d+\.[\d.]+)<\/version>/.exec(await readFile(POM, 'utf8'))![1]!;
  const folder = join(CACHE, version);
  if (!(await exists(folder))) await make(folder);
  return {
    version,
    lib: join(folder, 'lib'),
    classArchive: join(folder, 'classes.jsa'),
    auth: join(folder, AUTH),
    password: await readFile(join(folder, PASSWORD), 'utf8'),
  };
}

const AUTH = 'auth.ini';
const PASSWORD = 'password';

/** Made under another name and renamed whole: two runs may come at once, or one be stopped. */
async function make(folder: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const making = await mkdtemp(join(CACHE, 'making-'));
  try {
    await copyJars(join(making, 'lib'));
    await setPassword(making, randomUUID());
    await rename(making, folder).catch((error: unknown) =>
      exists(folder).then((there) => there || Promise.reject(error)),
    );
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

async function copyJars(lib: string): Promise<void> {
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${lib}`];
  await run('mvn', ['-B', '-ntp', '-q', '-f', POM, ...goal]);
}

async function setPassword(folder: string, password: string): Promise<void> {
  const home = join(folder, 'home');
  await mkdir(join(home, 'conf'), { recursive: true });
  const environment = { NEO4J_HOME: home, NEO4J_CONF: join(home, 'conf') };
  const command = ['org.neo4j.cli.AdminTool', 'dbms', 'set-initial-password', password];
  await run('java', ['-cp', join(folder, 'lib', '*'), ...command], environment);
  await rename(join(home, 'data', 'dbms', AUTH), join(folder, AUTH));
  await writeFile(join(folder, PASSWORD), password, { mode: 0o600 });
  await rm(home, { recursive: true });
}

async function run(command: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<void> {
  try {
    await promisify(execFile)(command, args, { env: { ...process.env, ...environment } });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Error(`${command} is not installed; the Neo4j tests need Docker, or Java 17 and Maven, or NEO4J_URI.`, {
        cause: error,
      });
    }
    throw error;
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
