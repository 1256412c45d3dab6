import type { AccountHops } from '../../core/derive/account-hops.ts';
import type { DerivedAccount } from '../../core/derive/derived-account.ts';
import type { Roster } from '../../core/derive/roster.ts';
import type { PolicyId } from '../../core/model/id.ts';
import type { Json } from '../../core/model/json.ts';
import { textsOf, type PolicyRecords, type Records } from '../../core/model/records.ts';
import { hash } from '../snapshot/read-snapshot.ts';

/** A derived account as bytes: what every graph needs, and texts of JSON that nobody reads before they are asked for. */
export interface Packed {
  /** Numbers, little-endian as every machine that Node runs on, from a multiple of four bytes on; before them a line of JSON. */
  readonly front: Buffer;
  /** Lists of texts, one after the other. */
  readonly texts: Buffer;
}

/** A part of a file. */
export interface Part {
  readonly begin: number;
  readonly bytes: number;
  readonly sha256: string;
}

interface Head extends Omit<DerivedAccount, 'roster' | 'hops' | 'principals' | 'ownPolicies' | 'sharedPolicies'> {
  readonly roster: Pick<Roster, 'ids' | 'names'>;
  readonly hops: Pick<AccountHops, 'outcomes' | 'doubts'>;
  readonly others: readonly string[];
  readonly texts: readonly Part[];
  /** How many numbers each list has. */
  readonly numbers: readonly number[];
}

export function pack({ roster, principals, ownPolicies, sharedPolicies, hops, ...rest }: DerivedAccount): Packed {
  const columns = [roster.uniqueIds(), ownPolicies.ids(), sharedPolicies.ids()].map((column) => JSON.stringify(column));
  const records = [principals, ownPolicies, sharedPolicies, hops.statements].map(textsOf<unknown>);
  const lists = [columns, ...records].map((texts) => texts.map((text) => Buffer.from(text)));
  const texts = partsOf(lists.map((list) => Buffer.concat(list)));
  const { sources, targets, outcomes, evidenceOffsets, evidence } = hops.table;
  const hopNumbers = [hops.setOffsets, hops.setMembers, sources, targets, outcomes, evidenceOffsets, evidence];
  const numbers = [roster.kinds, ...hopNumbers, ...lists.map(endsOf)];
  const head: Head = {
    ...rest,
    roster: { ids: roster.ids, names: roster.names },
    hops: { outcomes: hops.outcomes, doubts: hops.doubts },
    others: textsOf(hops.others),
    texts,
    numbers: numbers.map(({ length }) => length),
  };
  const line = asciiJson(head);
  const padding = ' '.repeat(3 - (line.length % 4));
  const bytes = numbers.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength));
  return { front: Buffer.concat([Buffer.from(`${line}${padding}\n`), ...bytes]), texts: Buffer.concat(lists.flat()) };
}

/** @param read gives the bytes of a list of texts whenever one of them is asked for */
export function unpack(front: Buffer, read: (list: Part) => Buffer): DerivedAccount {
  const end = front.indexOf('\n');
  const { roster, hops, others, texts, numbers, ...rest } = JSON.parse(front.toString('latin1', 0, end)) as Head;
  const [kinds, setOffsets, setMembers, sources, targets, outcomes, evidenceOffsets, evidence, ...ends] = numberLists(
    front.subarray(end + 1),
    numbers,
  ) as NumberLists;
  const records = texts.map((list, at): Records<never> => recordsIn(list, ends[at]!, read));
  const [columns, principals, own, shared, statements] = records as TextRecords;
  const column = (position: number): never => JSON.parse(columns.json(position)) as never;
  return {
    ...rest,
    roster: { ...roster, kinds, uniqueIds: () => column(0) },
    principals,
    ownPolicies: { ...own, ids: (): readonly PolicyId[] => column(1) },
    sharedPolicies: { ...shared, ids: (): readonly PolicyId[] => column(2) },
    hops: {
      ...hops,
      others: { length: others.length, json: (position) => others[position] as Json<never> },
      statements,
      setOffsets,
      setMembers,
      table: { sources, targets, outcomes, evidenceOffsets, evidence },
    },
  };
}

type Seven<T> = [T, T, T, T, T, T, T];
type NumberLists = [kinds: Uint32Array, ...hops: Seven<Uint32Array>, ...ends: Uint32Array[]];
type TextRecords = [
  columns: Records<never>,
  principals: DerivedAccount['principals'],
  own: Omit<PolicyRecords, 'ids'>,
  shared: Omit<PolicyRecords, 'ids'>,
  statements: AccountHops['statements'],
];

/** Without any other character: such bytes are read several times as fast. */
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /[\x80-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

function partsOf(lists: readonly Buffer[]): Part[] {
  let begin = 0;
  return lists.map((list) => {
    const placed = { begin, bytes: list.length, sha256: hash(list) };
    begin += list.length;
    return placed;
  });
}

/** Where each text of a list ends, in bytes. */
function endsOf(list: readonly Buffer[]): Uint32Array {
  let end = 0;
  return Uint32Array.from(list, (text) => (end += text.length));
}

function recordsIn(list: Part, ends: Uint32Array, read: (list: Part) => Buffer): Records<never> {
  return {
    length: ends.length,
    json: (position) =>
      read(list).toString('utf8', position === 0 ? 0 : ends[position - 1], ends[position]) as Json<never>,
  };
}

function numberLists(bytes: Buffer, lengths: readonly number[]): Uint32Array[] {
  const isAligned = bytes.byteOffset % Uint32Array.BYTES_PER_ELEMENT === 0;
  const { buffer, byteOffset, byteLength } = isAligned ? bytes : Uint8Array.from(bytes);
  const numbers = new Uint32Array(buffer, byteOffset, byteLength / Uint32Array.BYTES_PER_ELEMENT);
  let begin = 0;
  return lengths.map((length) => numbers.subarray(begin, (begin += length)));
}
