import type { Diagnostic } from '../model/diagnostic.ts';
import { policyId, type AccountId, type NodeId, type PolicyId } from '../model/id.ts';
import type { Policy, PolicyKind } from '../model/policy.ts';
import { decodeDocument, type DecodedDocument } from '../policy/decode.ts';
import { parsePolicy, type Grammar, type ParsedPolicy } from '../policy/parse.ts';
import type { LoadedPolicy } from '../policy/request.ts';

/** Where a policy was found, for diagnostics. */
export interface PolicyPlace {
  readonly principal: NodeId | null;
  readonly accountId: AccountId | null;
}

/** Every policy of a snapshot, read once: equal documents are parsed once, however often they are attached. */
export interface PolicyLibrary {
  /** For adding what one account, or the organization, holds. */
  shelf(): PolicyShelf;
  /** Adds policies that were read before. False where one of them is there with another document. */
  take(policies: Iterable<Policy>): boolean;
  /** A policy without a document is one that cannot be read. Null for an id that was never added. */
  load(id: PolicyId): LoadedPolicy | null;
}

/** What was added from one place, and what there is to say about it as if it were the only one. */
export interface PolicyShelf {
  readonly policies: ReadonlyMap<PolicyId, Policy>;
  readonly diagnostics: readonly Diagnostic[];
  /** Adds a policy as it was found; gives the id that it is kept by. Adding the same again changes nothing. */
  add(id: PolicyId, kind: PolicyKind, name: string, raw: unknown, place: PolicyPlace): PolicyId;
}

/** A policy, and what it says once someone has asked. */
interface Held {
  readonly policy: Policy;
  loaded: LoadedPolicy | null;
}

export function createPolicyLibrary(): PolicyLibrary {
  const library = new Map<PolicyId, Held>();
  const parse = cachingParser();

  const load = (id: PolicyId): LoadedPolicy | null => {
    const held = library.get(id);
    if (held === undefined) return null;
    const { document, kind } = held.policy;
    return (held.loaded ??= loadedFrom(id, parse(decodeDocument(document), kind)));
  };
  const take: PolicyLibrary['take'] = (taken) => {
    for (const policy of taken) {
      const earlier = library.get(policy.id);
      if (earlier === undefined) library.set(policy.id, { policy, loaded: null });
      else if (earlier.policy.document !== policy.document) return false;
    }
    return true;
  };
  const shelf = (): PolicyShelf => {
    const own = new Map<PolicyId, Policy>();
    const diagnostics: Diagnostic[] = [];
    const add: PolicyShelf['add'] = (id, kind, name, raw, place) => {
      const decoded = decodeDocument(raw);
      const earlier = library.get(id);
      if (earlier !== undefined && earlier.policy.document !== decoded.text) {
        const variant = policyId(`${id}#${place.accountId}`);
        if (!library.has(variant)) diagnostics.push(conflict(id, variant, place));
        return add(variant, kind, name, raw, place);
      }
      if (own.has(id)) return id;
      const policy = earlier?.policy ?? { id, kind, name, document: decoded.text };
      own.set(id, policy);
      const parsed = parse(decoded, kind);
      if (earlier === undefined) library.set(id, { policy, loaded: loadedFrom(id, parsed) });
      else earlier.loaded ??= loadedFrom(id, parsed);
      diagnostics.push(...diagnosticsOf(parsed, id, place));
      return id;
    };
    return { policies: own, diagnostics, add };
  };
  return { shelf, take, load };
}

export const grammarOf = (kind: PolicyKind): Grammar => (kind === 'trust' || kind === 'rcp' ? kind : 'identity');

function cachingParser(): (decoded: DecodedDocument, kind: PolicyKind) => ParsedPolicy {
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
