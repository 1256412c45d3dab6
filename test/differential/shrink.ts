import { decodeDocument } from '../../core/policy/decode.ts';
import type { GeneratedCase } from '../oracle/generate.ts';

/** What a case cannot do without: these properties stay, and a list in one of them keeps an entry. */
const NEEDED = new Set([
  'accounts', 'Arn', 'Document', 'AssumeRolePolicyDocument', 'Version', 'Effect', 'Action', 'NotAction', 'Resource',
  'NotResource', 'Principal', 'NotPrincipal', 'Key', 'Value', 'GroupName', 'PolicyArn', 'PermissionsBoundaryArn',
  'PolicyName', 'PolicyDocument', 'id', 'type', 'content', 'targets', 'management', 'units', 'UserId', 'RoleId',
]); // prettier-ignore

/**
 * The smallest organization found that still fails: accounts, principals, policies, statements, their entries and
 * conditions are dropped one by one, the larger ones first, until none can go.
 */
export function shrink(generated: GeneratedCase, stillFails: (smaller: GeneratedCase) => boolean): GeneratedCase {
  const smallest = structuredCopy(generated);
  const readable = withDocumentsRead(smallest);
  if (stillFails(readable)) return shrunk(readable, stillFails);
  return shrunk(smallest, stillFails);
}

function shrunk(smallest: GeneratedCase, stillFails: (smaller: GeneratedCase) => boolean): GeneratedCase {
  let changed = true;
  while (changed) {
    changed = false;
    const places = placesIn(smallest);
    for (let depth = 1; depth <= deepest(places); depth++)
      for (const place of places.filter(({ length }) => length === depth).toReversed())
        changed = drop(smallest, place, () => stillFails(smallest)) || changed;
  }
  return smallest;
}

type Place = readonly (string | number)[];
type Json = Record<string | number, unknown>;

/** Without shared parts: what is dropped from one principal stays with another. */
const structuredCopy = (generated: GeneratedCase): GeneratedCase =>
  JSON.parse(JSON.stringify(generated)) as GeneratedCase;

const deepest = (places: readonly Place[]): number => Math.max(0, ...places.map(({ length }) => length));

/** Every part that may be dropped. */
function placesIn(value: unknown, path: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => {
    const place = [...path, Array.isArray(value) ? Number(name) : name];
    return [...(NEEDED.has(name) ? [] : [place]), ...placesIn(part, place)];
  });
}

/** Documents that are text, as the objects that they spell. */
const withDocumentsRead = (generated: GeneratedCase): GeneratedCase =>
  JSON.parse(JSON.stringify(generated), (_, value: unknown) => {
    const decoded = typeof value === 'string' && /^\s*({|%7B)/i.test(value) ? decodeDocument(value) : null;
    return decoded?.ok ? decoded.value : value;
  }) as GeneratedCase;

/** Drops the part at a place, or puts it back where `isFine` says no. */
function drop(root: object, place: Place, isFine: () => boolean): boolean {
  const owner = place.slice(0, -1).reduce<unknown>((part, name) => (part as Json | undefined)?.[name], root);
  const name = place.at(-1)!;
  if (!isJson(owner) || !(name in owner)) return false;
  const parts = Object.entries(owner);
  const isList = Array.isArray(owner);
  // A list of names, and the element of a statement, is about something.
  if (parts.length === 1 && (typeof parts[0]![1] === 'string' || NEEDED.has(String(place.at(-2))))) return false;
  if (isList) owner.splice(Number(name), 1);
  else delete owner[name];
  if (isFine()) return true;
  // Put back in its old order.
  if (isList) owner.splice(0, owner.length, ...(parts.map(([, part]) => part) as unknown[]));
  else {
    for (const [key] of parts) delete owner[key];
    Object.assign(owner, Object.fromEntries(parts));
  }
  return false;
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;
