import type { PolicyId } from './id.ts';
import { decode, type Json } from './json.ts';
import type { Policy } from './policy.ts';

/** Values of one kind as JSON text, by their positions. */
export interface Records<Value> {
  readonly length: number;
  json(position: number): Json<Value>;
}

/** Policies, in the order of their ids. */
export interface PolicyRecords extends Records<Policy> {
  ids(): readonly PolicyId[];
}

export const recordsOf = <Value>(texts: readonly Json<Value>[]): Records<Value> => ({
  length: texts.length,
  json: (position) => texts[position]!,
});

export const textsOf = <Value>(records: Records<Value>): Json<Value>[] =>
  Array.from({ length: records.length }, (_, position) => records.json(position));

export const valuesOf = <Value>(records: Records<Value>): Value[] => textsOf(records).map(decode);
