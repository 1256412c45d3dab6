import neo4j, { type Integer } from 'neo4j-driver';

/**
 * A value of Neo4j as plain JSON: nodes as `{ labels, properties }`, relationships as `{ type, properties }`, paths as
 * `{ nodes, relationships }`, integers as numbers, or as strings where a number would not hold them; times, and
 * numbers that JSON does not know, as strings; bytes in base64.
 */
export function toPlain(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(toPlain);
  if (neo4j.isInt(value)) return plainInteger(value);
  if (value instanceof Int8Array) return Buffer.from(value).toString('base64');
  return plainGraphValue(value) ?? plainScalar(value) ?? mapValues(value, toPlain);
}

/** JSON as parameters of a query: a whole number is an integer there. */
export function toParameter(value: unknown): unknown {
  if (Number.isSafeInteger(value)) return neo4j.int(value as number);
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? value.map(toParameter) : mapValues(value, toParameter);
}

const plainInteger = (integer: Integer): number | string =>
  integer.inSafeRange() ? integer.toNumber() : integer.toString();

function plainGraphValue(value: object): object | undefined {
  if (neo4j.isNode(value)) return { labels: value.labels, properties: toPlain(value.properties) };
  if (neo4j.isRelationship(value)) return { type: value.type, properties: toPlain(value.properties) };
  if (!neo4j.isPath(value)) return undefined;
  const { start, segments } = value;
  return {
    nodes: [start, ...segments.map((segment) => segment.end)].map(toPlain),
    relationships: segments.map((segment) => toPlain(segment.relationship)),
  };
}

function plainScalar(value: object): unknown {
  if (neo4j.isPoint(value)) return mapValues({ ...value }, toPlain);
  return TEMPORAL.some((is) => is(value)) ? value.toString() : undefined;
}

const TEMPORAL = [
  neo4j.isDate,
  neo4j.isTime,
  neo4j.isLocalTime,
  neo4j.isDateTime,
  neo4j.isLocalDateTime,
  neo4j.isDuration,
];

const mapValues = (object: object, change: (value: unknown) => unknown): object =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
