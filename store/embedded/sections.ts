import { crc32 } from './crc32.ts';
import { damaged, readExactly, writeSynced, type StoreFile } from './files.ts';

export type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

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
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    const padding = new Uint8Array(-bytes.length & (ALIGNMENT - 1));
    sections[name] = { offset, bytes: bytes.length, checksum: crc32(bytes) };
    chunks.push(bytes, padding);
    offset += bytes.length + padding.length;
  }
  return { sections, bytes: await writeSynced(path, chunks) };
}

export interface NumbersConstructor<A> {
  new (buffer: ArrayBuffer): A;
}

/** Reads one array whole: a view of the bytes as they are on the disk. @throws StoreCorruptError */
export async function readSection<A>(
  file: StoreFile,
  sections: Sections,
  name: string,
  type: NumbersConstructor<A>,
): Promise<A> {
  const section = sections[name];
  if (section === undefined) throw damaged(file.path, `its part ${name} is missing`);
  const bytes = await readExactly(file, section.offset, section.bytes);
  if (crc32(bytes) !== section.checksum) throw damaged(file.path, `the checksum of its part ${name} is wrong`);
  return new type(bytes.buffer);
}
