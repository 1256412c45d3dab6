import type { AccountHops } from '../../core/derive/account-hops.ts';
import type { DerivedAccount } from '../../core/derive/derived-account.ts';
import type { Roster } from '../../core/derive/roster.ts';
import type { PolicyId } from '../../core/model/id.ts';
import type { Json } from '../../core/model/json.ts';
import { textsOf, type PolicyRecords, type Records } from '../../core/model/records.ts';

/**
 * A derived account as bytes: a line of JSON, which says how much of what follows; texts of JSON one after the other, which
 * nobody looks at before they are asked for; and numbers, little-endian as every machine that Node runs on.
 */
interface Head extends Omit<DerivedAccount, 'roster' | 'hops' | Texts> {
  readonly roster: Pick<Roster, 'ids' | 'names'>;
  readonly hops: Pick<AccountHops, 'others' | 'outcomes' | 'doubts'>;
  /** How many texts of each kind there are. */
  readonly texts: readonly number[];
  readonly textBytes: number;
  /** How many numbers each list has; the first has the bytes of each text. */
  readonly numbers: readonly number[];
}

type Texts = 'principals' | 'ownPolicies' | 'sharedPolicies';

export function pack({ roster, principals, ownPolicies, sharedPolicies, hops, ...rest }: DerivedAccount): Buffer {
  const columns = [roster.uniqueIds(), ownPolicies.ids(), sharedPolicies.ids()].map((column) => JSON.stringify(column));
  const texts = [columns, ...[principals, ownPolicies, sharedPolicies, hops.statements].map(textsOf<unknown>)];
  const bytes = texts.flat().map((text) => Buffer.from(text));
  const { sources, targets, outcomes, evidenceOffsets, evidence } = hops.table;
  const { setOffsets, setMembers } = hops;
  const lengths = Uint32Array.from(bytes, ({ length }) => length);
  const hopNumbers = [setOffsets, setMembers, sources, targets, outcomes, evidenceOffsets, evidence];
  const numbers = [lengths, roster.kinds, ...hopNumbers];
  const head: Head = {
    ...rest,
    roster: { ids: roster.ids, names: roster.names },
    hops: { others: hops.others, outcomes: hops.outcomes, doubts: hops.doubts },
    texts: texts.map(({ length }) => length),
    textBytes: bytes.reduce((sum, { length }) => sum + length, 0),
    numbers: numbers.map(({ length }) => length),
  };
  const views = numbers.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength));
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...bytes, ...views]);
}

export function unpack(packed: Buffer): DerivedAccount {
  const headEnd = packed.indexOf('\n');
  const { roster, hops, texts, textBytes, numbers, ...rest } = JSON.parse(packed.toString('utf8', 0, headEnd)) as Head;
  const textsBegin = headEnd + 1;
  const textsEnd = textsBegin + textBytes;
  const [lengths, kinds, setOffsets, setMembers, sources, targets, outcomes, evidenceOffsets, evidence] = numberLists(
    packed.subarray(textsEnd),
    numbers,
  ) as NumberLists;
  const [columns, principals, own, shared, statements] = textLists(packed, textsBegin, lengths, texts) as TextLists;
  const column = (position: number): never => JSON.parse(columns.json(position)) as never;
  return {
    ...rest,
    roster: { ...roster, kinds, uniqueIds: () => column(0) },
    principals,
    ownPolicies: { ...own, ids: (): readonly PolicyId[] => column(1) },
    sharedPolicies: { ...shared, ids: (): readonly PolicyId[] => column(2) },
    hops: {
      ...hops,
      statements,
      setOffsets,
      setMembers,
      table: { sources, targets, outcomes, evidenceOffsets, evidence },
    },
  };
}

type NumberLists = [Uint32Array, Uint32Array, ...HopNumbers];
type HopNumbers = [Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array];
type Text = PolicyRecords extends Records<infer Policy> ? Policy : never;
type TextLists = [
  Records<unknown>,
  DerivedAccount['principals'],
  Records<Text>,
  Records<Text>,
  AccountHops['statements'],
];

function numberLists(bytes: Buffer, lengths: readonly number[]): Uint32Array[] {
  const numbers = new Uint32Array(Uint8Array.from(bytes).buffer); // a copy, as numbers begin at a multiple of four
  let begin = 0;
  return lengths.map((length) => numbers.subarray(begin, (begin += length)));
}

/** The texts stay in the bytes. */
function textLists(packed: Buffer, begin: number, lengths: Uint32Array, counts: readonly number[]): Records<unknown>[] {
  const ends = new Uint32Array(lengths.length);
  let end = begin;
  for (const [position, length] of lengths.entries()) ends[position] = end += length;
  const textAt = (position: number): Json<unknown> =>
    packed.toString('utf8', position === 0 ? begin : ends[position - 1], ends[position]) as Json<unknown>;
  let first = 0;
  return counts.map((length) => {
    const base = first;
    first += length;
    return { length, json: (position) => textAt(base + position) };
  });
}
