import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readManifest } from '../../../ingest/snapshot/read-snapshot.ts';
import type { Manifest } from '../../../ingest/snapshot/format.ts';
import type { AwsStub } from '../../aws/index.ts';
import { rolereach, startRolereach, type Ran } from '../../support/cli.ts';

/** A folder of its own, in which the built command collects from a stub into `.rolereach`, as it does by default. */
export class Place {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'rolereach-collect-'));
  readonly snapshot = path.join(this.folder, '.rolereach', 'snapshot');
  readonly store = `embedded:${path.join(this.folder, '.rolereach')}`;

  collect(stub: Pick<AwsStub, 'environment'>, ...args: string[]): Promise<Ran> {
    return rolereach([...COLLECT, ...args], this.#options(stub));
  }

  /** @throws Error when not everything could be collected */
  async collectAll(stub: Pick<AwsStub, 'environment'>, ...args: string[]): Promise<void> {
    const { code, stderr } = await this.collect(stub, ...args);
    if (code !== 0) throw new Error(`rolereach ingest --aws ended with ${code}: ${stderr}`);
  }

  /** The same, run by a command that is given the rest of its line. */
  collectBy(prefix: readonly string[], stub: Pick<AwsStub, 'environment'>): Promise<Ran> {
    return rolereach(COLLECT, { ...this.#options(stub), prefix });
  }

  /** The caller ends it. */
  startCollecting(stub: Pick<AwsStub, 'environment'>, ...args: string[]): ChildProcess {
    return startRolereach([...COLLECT, ...args], this.#options(stub));
  }

  get manifest(): Manifest {
    return readManifest(this.snapshot);
  }

  /** The same but for when it was made, which no two have in common. */
  get timeless(): Readonly<Record<string, string>> {
    const files = filesIn(this.snapshot);
    const manifest = files['manifest.json']!.replace(/"created": "[^"]+"/, '"created": "then"');
    return { ...files, 'manifest.json': manifest };
  }

  get hasSnapshot(): boolean {
    return existsSync(this.snapshot);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #options({ environment }: Pick<AwsStub, 'environment'>) {
    return { cwd: this.folder, environment };
  }
}

const COLLECT = ['ingest', '--aws'];

/** The text of every file in a folder, by its path in it. */
export function filesIn(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const texts = files.toSorted().map((file) => [path.relative(folder, file), readFileSync(file, 'utf8')]);
  return Object.fromEntries(texts) as Record<string, string>;
}
