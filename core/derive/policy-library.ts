import type { Diagnostic } from '../model/diagnostic.ts';
import type { AccountId, NodeId, PolicyId } from '../model/id.ts';
import type { Policy, PolicyKind } from '../model/policy.ts';
import { decodeDocument } from '../policy/decode.ts';
import { parsePolicy, type Grammar, type ParsedPolicy } from '../policy/parse.ts';
import type { LoadedPolicy } from '../policy/request.ts';

/** Where a policy was found, for diagnostics. */
export interface PolicyPlace {
  readonly principal: NodeId | null;
  readonly accountId: AccountId | null;
}

/** Every policy of a snapshot, read once: equal documents are parsed once, however often they are attached. */
export interface PolicyLibrary {
  /** Adds a policy as it was found; adding the same again changes nothing. */
  add(id: PolicyId, kind: PolicyKind, name: string, raw: unknown, place: PolicyPlace): PolicyId;
  /** A policy without a document is one that cannot be read. Null for an id that was never added. */
  load(id: PolicyId): LoadedPolicy | null;
  policies(): Iterable<Policy>;
}

export function createPolicyLibrary(report: (diagnostic: Diagnostic) => void): PolicyLibrary {
  const policies = new Map<PolicyId, Policy>();
  const loaded = new Map<PolicyId, LoadedPolicy>();
  const parse = cachingParser();
  const add: PolicyLibrary['add'] = (id, kind, name, raw, place) => {
    const decoded = decodeDocument(raw);
    const earlier = policies.get(id);
    if (earlier?.document === decoded.text) return id;
    if (earlier !== undefined) {
      const variant = `${id}#${place.accountId}` as PolicyId;
      if (!policies.has(variant)) report(conflict(id, variant, place));
      return add(variant, kind, name, raw, place);
    }
    policies.set(id, { id, kind, name, document: decoded.text });
    const parsed: ParsedPolicy = decoded.ok ? parse(decoded.text, decoded.value, grammarOf(kind)) : decoded;
    loaded.set(id, { id, document: parsed.ok ? parsed.document : null });
    for (const diagnostic of diagnosticsOf(parsed, id, place)) report(diagnostic);
    return id;
  };
  return { add, load: (id) => loaded.get(id) ?? null, policies: () => policies.values() };
}

export const grammarOf = (kind: PolicyKind): Grammar => (kind === 'trust' || kind === 'rcp' ? kind : 'identity');

function cachingParser(): (text: string, value: unknown, grammar: Grammar) => ParsedPolicy {
  const cache = new Map<string, ParsedPolicy>();
  return (text, value, grammar) => {
    const key = grammar + text;
    const parsed = cache.get(key) ?? parsePolicy(value, grammar);
    cache.set(key, parsed);
    return parsed;
  };
}

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
