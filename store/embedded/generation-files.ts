import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Generation } from '../access-graph-store.ts';
import type { NumbersConstructor, RecordKind } from '../parts/layout.ts';
import type { Parts } from '../parts/parts-reader.ts';
import { damaged, type StoreFile } from './files.ts';
import { readManifest, recordFileName, SECTIONS_FILE, type Manifest } from './manifest.ts';
import { readRecords, type RecordIndex } from './records.ts';
import { readSection } from './sections.ts';

/** The open files of one generation. */
export class GenerationFiles implements Parts {
  readonly #manifest: Manifest;
  readonly #files: ReadonlyMap<string, StoreFile>;
  readonly #indexes = new Map<RecordKind, Promise<RecordIndex>>();

  readonly #onClose: () => void;

  private constructor(manifest: Manifest, files: ReadonlyMap<string, StoreFile>, onClose: () => void) {
    this.#manifest = manifest;
    this.#files = files;
    this.#onClose = onClose;
  }

  /** @throws StoreFormatError, StoreCorruptError where a file is missing or has another size than was written */
  static async open(folder: string, onClose: () => void): Promise<GenerationFiles> {
    const manifest = await readManifest(folder);
    if (manifest === null) throw damaged(folder, 'it is of an older format');
    const files = new Map<string, StoreFile>();
    try {
      for (const [name, bytes] of Object.entries(manifest.files)) {
        const path = join(folder, name);
        const file = { path, handle: await open(path, 'r') };
        files.set(name, file);
        const { size } = await file.handle.stat();
        if (size !== bytes) throw damaged(path, `it has ${size} bytes instead of ${bytes}`);
      }
      return new GenerationFiles(manifest, files, onClose);
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

  async records<T>(kind: RecordKind, positions: readonly number[], what: string): Promise<T[]> {
    const index = this.#indexes.get(kind) ?? this.#readIndex(kind);
    this.#indexes.set(kind, index);
    return readRecords(this.#files.get(recordFileName(kind))!, await index, positions, what);
  }

  close(): Promise<void> {
    this.#onClose();
    return closeAll(this.#files);
  }

  async #readIndex(kind: RecordKind): Promise<RecordIndex> {
    return {
      offsets: await this.array(`${kind}.offsets`, Float64Array),
      checksums: await this.array(`${kind}.checksums`, Uint32Array),
    };
  }
}

async function closeAll(files: ReadonlyMap<string, StoreFile>): Promise<void> {
  await Promise.all(Array.from(files.values(), ({ handle }) => handle.close()));
}
