import { crc32 } from '../parts/crc32.ts';
import { bytesOf, type Numbers, type NumbersConstructor } from '../parts/layout.ts';
import { damaged, readExactly, writeSynced, type StoreFile } from './files.ts';

/** Where in the file an array is, in bytes, and the checksum of those bytes. */
export interface Section {
  readonly offset: number;
  readonly bytes: number;
  readonly checksum: number;
}
export type Sections = Readonly<Record<string, Section>>;

/** Sections begin at a multiple of the widest number, so that a machine may read them in place. */
const ALIGNMENT = 8;

/** Writes typed arrays one after the other, little-endian as every machine that Node runs on. */
export async function writeSections(
  path: string,
  arrays: Readonly<Record<string, Numbers>>,
): Promise<{ readonly sections: Sections; readonly bytes: number }> {
  const sections: Record<string, Section> = {};
  const chunks: Uint8Array[] = [];
  let offset = 0;
  for (const [name, array] of Object.entries(arrays)) {
    const bytes = bytesOf(array);
    const padding = new Uint8Array(-bytes.length & (ALIGNMENT - 1));
    sections[name] = { offset, bytes: bytes.length, checksum: crc32(bytes) };
    chunks.push(bytes, padding);
    offset += bytes.length + padding.length;
  }
  return { sections, bytes: await writeSynced(path, chunks) };
}

/**
 * Reads one array whole: a view of the bytes as they are on the disk; empty where whoever wrote it knew of no such.
 * @throws StoreCorruptError
 */
export async function readSection<A>(
  file: StoreFile,
  sections: Sections,
  name: string,
  type: NumbersConstructor<A>,
): Promise<A> {
  const section = sections[name];
  if (section === undefined) return new type(new ArrayBuffer(0));
  const bytes = await readExactly(file, section.offset, section.bytes);
  if (crc32(bytes) !== section.checksum) throw damaged(file.path, `the checksum of its part ${name} is wrong`);
  return new type(bytes.buffer);
}
