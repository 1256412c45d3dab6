import { parseArn } from '../model/arn.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { policyId, type AccountId, type NodeId, type PolicyId } from '../model/id.ts';
import { decode, encode, type Json } from '../model/json.ts';
import { recordsOf, type PolicyRecords } from '../model/records.ts';
import type { Policy, PolicyKind } from '../model/policy.ts';
import { decodeDocument, type DecodedDocument } from '../policy/decode.ts';
import { parsePolicy, type Grammar, type ParsedPolicy } from '../policy/parse.ts';
import type { LoadedPolicy } from '../policy/request.ts';
import { compareText } from './order.ts';

/** Where a policy was found, for diagnostics. */
export interface PolicyPlace {
  readonly principal: NodeId | null;
  readonly accountId: AccountId | null;
}

/** Every policy of a snapshot, read once: equal documents are parsed once, however often they are attached. */
export interface PolicyLibrary {
  /** For adding what one account, or the organization, holds. */
  shelf(isOwn: (id: PolicyId) => boolean): PolicyShelf;
  /** Adds what an account held when it was read before. False where another has one of the shared ones otherwise. */
  take(account: AccountId, own: PolicyRecords, shared: PolicyRecords): boolean;
  /** A policy without a document is one that cannot be read. Null for an id that was never added. */
  load(id: PolicyId): LoadedPolicy | null;
  /** Those that are not an account's own. */
  shared(): PolicyRecords;
}

/** What was added from one place, and what there is to say about it as if it were the only one. */
export interface PolicyShelf {
  readonly policies: ReadonlyMap<PolicyId, Json<Policy>>;
  readonly diagnostics: readonly Diagnostic[];
  /** Adds a policy as it was found; gives the id that it is kept by. Adding the same again changes nothing. */
  add(id: PolicyId, kind: PolicyKind, name: string, raw: unknown, place: PolicyPlace): PolicyId;
}

/** A policy, and what it says once someone has asked. */
interface Held {
  readonly isOwn: boolean;
  readonly json: Json<Policy>;
  document: string | null;
  loaded: LoadedPolicy | null;
}

export function createPolicyLibrary(): PolicyLibrary {
  const library = new Map<PolicyId, Held>();
  const parse = cachingParser();

  /** Own policies of accounts that were read before: nobody asks for most of them. */
  const taken = new Map<string, PolicyRecords>();
  const unpack = (account: string | undefined): void => {
    const own = taken.get(account ?? '');
    if (own === undefined) return;
    taken.delete(account!);
    for (const [id, json] of byPolicyId(own)) library.set(id, { isOwn: true, json, document: null, loaded: null });
  };
  const load = (id: PolicyId): LoadedPolicy | null => {
    if (!library.has(id)) unpack(parseArn(id)?.account);
    const held = library.get(id);
    if (held === undefined) return null;
    return (held.loaded ??= readAgain(id, held.json, parse));
  };
  const take: PolicyLibrary['take'] = (account, own, shared) => {
    taken.set(account, own);
    for (const [id, json] of byPolicyId(shared)) {
      const held = library.get(id);
      if (held === undefined) library.set(id, { isOwn: false, json, document: null, loaded: null });
      else if (held.json !== json) return false;
    }
    return true;
  };
  const shelf = (isOwn: (id: PolicyId) => boolean): PolicyShelf => {
    const own = new Map<PolicyId, Json<Policy>>();
    const diagnostics: Diagnostic[] = [];
    const add: PolicyShelf['add'] = (id, kind, name, raw, place) => {
      const decoded = decodeDocument(raw);
      const held = library.get(id);
      if (held !== undefined && documentOf(held) !== decoded.text) {
        const variant = policyId(`${id}#${place.accountId}`);
        diagnostics.push(conflict(id, variant, place));
        return add(variant, kind, name, raw, place);
      }
      if (own.has(id)) return id;
      const json = encode<Policy>({ id, kind, name, document: decoded.text });
      own.set(id, json);
      const parsed = parse(decoded, kind);
      const loaded = loadedFrom(id, parsed);
      library.set(id, { isOwn: isOwn(id) || (held?.isOwn ?? false), json, document: decoded.text, loaded });
      diagnostics.push(...diagnosticsOf(parsed, id, place));
      return id;
    };
    return { policies: own, diagnostics, add };
  };
  const shared = (): PolicyRecords =>
    sortedRecords([...library].flatMap(([id, { isOwn, json }]) => (isOwn ? [] : [[id, json] as const])));
  return { shelf, take, load, shared };
}

export function sortedRecords(policies: Iterable<readonly [PolicyId, Json<Policy>]>): PolicyRecords {
  const sorted = [...policies].toSorted(([a], [b]) => compareText(a, b));
  return { ...recordsOf(sorted.map(([, json]) => json)), ids: () => sorted.map(([id]) => id) };
}

export const byPolicyId = (policies: PolicyRecords): ReadonlyMap<PolicyId, Json<Policy>> =>
  new Map(policies.ids().map((id, position) => [id, policies.json(position)]));

const documentOf = (held: Held): string => (held.document ??= decode(held.json).document);

function readAgain(id: PolicyId, json: Json<Policy>, parse: Parser): LoadedPolicy {
  const { document, kind } = decode(json);
  return loadedFrom(id, parse(decodeDocument(document), kind));
}

export const grammarOf = (kind: PolicyKind): Grammar => (kind === 'trust' || kind === 'rcp' ? kind : 'identity');

type Parser = (decoded: DecodedDocument, kind: PolicyKind) => ParsedPolicy;

function cachingParser(): Parser {
  const caches = { trust: new Map(), rcp: new Map(), identity: new Map() } as Record<
    Grammar,
    Map<string, ParsedPolicy>
  >;
  return (decoded, kind) => {
    if (!decoded.ok) return decoded;
    const grammar = grammarOf(kind);
    const known = caches[grammar].get(decoded.text);
    if (known !== undefined) return known;
    const parsed = parsePolicy(decoded.value, grammar);
    caches[grammar].set(decoded.text, parsed);
    return parsed;
  };
}

const loadedFrom = (id: PolicyId, parsed: ParsedPolicy): LoadedPolicy => ({
  id,
  document: parsed.ok ? parsed.document : null,
});

function diagnosticsOf(parsed: ParsedPolicy, policy: PolicyId, place: PolicyPlace): Diagnostic[] {
  if (!parsed.ok) {
    const message = `The policy ${policy} cannot be read: ${parsed.reason}. Answers that it may affect are incomplete.`;
    return [{ code: 'malformed-policy', severity: 'error', message, policy, ...place }];
  }
  return parsed.document.warnings.map((warning) => ({
    code: 'ineffective-element',
    severity: 'warning',
    message: `In the policy ${policy}, ${warning}`,
    policy,
    ...place,
  }));
}

const conflict = (id: PolicyId, variant: PolicyId, place: PolicyPlace): Diagnostic => ({
  code: 'conflicting-policy',
  severity: 'warning',
  message: `The policy ${id} has another document in account ${place.accountId} than elsewhere; it is kept as ${variant}. Collect both accounts again at one time.`,
  policy: variant,
  ...place,
});
