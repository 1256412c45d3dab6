/**
 * A generation as a store keeps it: records of JSON, read by their positions, and arrays of numbers (or of JSON text),
 * read whole. What they are kept in is the store's own matter.
 */
export const RECORD_KINDS = ['principals', 'policies', 'outcomes', 'statements', 'lastAccessed'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** The catalog's strings, each account once; the numbers beside them are arrays of their own. */
export interface CatalogStrings {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly accounts: readonly string[];
}

export type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

export interface NumbersConstructor<A> {
  new (buffer: ArrayBuffer): A;
}

export const bytesOf = ({ buffer, byteOffset, byteLength }: Numbers): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
