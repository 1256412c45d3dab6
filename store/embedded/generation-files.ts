import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Generation } from '../access-graph-store.ts';
import { damaged, type StoreFile } from './files.ts';
import { recordFileName, SECTIONS_FILE, type RecordFile } from './layout.ts';
import { readManifest, type Manifest } from './manifest.ts';
import { readRecords, type RecordIndex } from './records.ts';
import { readSection, type NumbersConstructor } from './sections.ts';

/** The open files of one generation. */
export class GenerationFiles {
  readonly #manifest: Manifest;
  readonly #files: ReadonlyMap<string, StoreFile>;
  readonly #indexes = new Map<RecordFile, Promise<RecordIndex>>();

  private constructor(manifest: Manifest, files: ReadonlyMap<string, StoreFile>) {
    this.#manifest = manifest;
    this.#files = files;
  }

  /** @throws StoreFormatError, StoreCorruptError where a file is missing or has another size than was written */
  static async open(folder: string): Promise<GenerationFiles> {
    const manifest = await readManifest(folder);
    const files = new Map<string, StoreFile>();
    try {
      for (const [name, bytes] of Object.entries(manifest.files)) {
        const path = join(folder, name);
        const file = { path, handle: await open(path, 'r') };
        files.set(name, file);
        const { size } = await file.handle.stat();
        if (size !== bytes) throw damaged(path, `it has ${size} bytes instead of ${bytes}`);
      }
      return new GenerationFiles(manifest, files);
    } catch (error) {
      await closeAll(files);
      throw error;
    }
  }

  get generation(): Generation {
    return this.#manifest.generation;
  }

  array<A>(name: string, type: NumbersConstructor<A>): Promise<A> {
    return readSection(this.#files.get(SECTIONS_FILE)!, this.#manifest.sections, name, type);
  }

  async json<T>(name: string): Promise<T> {
    return JSON.parse(new TextDecoder().decode(await this.array(name, Uint8Array))) as T;
  }

  async records<T>(file: RecordFile, positions: readonly number[], what: string): Promise<T[]> {
    const index = this.#indexes.get(file) ?? this.#readIndex(file);
    this.#indexes.set(file, index);
    return readRecords(this.#files.get(recordFileName(file))!, await index, positions, what);
  }

  close(): Promise<void> {
    return closeAll(this.#files);
  }

  async #readIndex(file: RecordFile): Promise<RecordIndex> {
    return {
      offsets: await this.array(`${file}.offsets`, Float64Array),
      checksums: await this.array(`${file}.checksums`, Uint32Array),
    };
  }
}

async function closeAll(files: ReadonlyMap<string, StoreFile>): Promise<void> {
  await Promise.all(Array.from(files.values(), ({ handle }) => handle.close()));
}
