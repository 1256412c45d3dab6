import type { HopDetails } from '../../core/model/hop.ts';

/** The files of a generation's folder, beside its manifest: what is read by page, and one for everything else. */
export const RECORD_FILES = ['principals', 'policies', 'hops', 'evidence'] as const;
export type RecordFile = (typeof RECORD_FILES)[number];
export const recordFileName = (file: RecordFile): string => `${file}.jsonl`;
export const SECTIONS_FILE = 'sections.bin';

/** A hop class as it is kept: its evidence by position, as many classes have the same. */
export type HopRecord = Omit<HopDetails, 'evidence'> & { readonly evidence: number };

/** The catalog's strings, each account once; the numbers beside them are sections of their own. */
export interface CatalogStrings {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly accounts: readonly string[];
}
