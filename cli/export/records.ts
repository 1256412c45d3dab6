import type { EvidenceStatement } from '../../core/model/policy.ts';
import type { HopDetails } from '../../core/model/hop.ts';
import type { Principal } from '../../core/model/principal.ts';

/** A node as it is exported: flat but for its tags. */
export function nodeRecord(principal: Principal) {
  const { id, kind, name, accountId, inOrganization, path, uniqueId, vendor, role, tags } = principal;
  return {
    id,
    kind,
    name,
    accountId,
    inOrganization,
    path,
    uniqueId,
    vendor,
    serviceLinked: role?.serviceLinked ?? null,
    description: role?.description ?? null,
    maxSessionDuration: role?.maxSessionDuration ?? null,
    lastUsed: role?.lastUsed ?? null,
    tags,
  };
}

/** What the edges of a hop class share, as it is exported; `from` and `to` come before it. */
export function hopRecord({ action, verdict, mechanism, conditions, evidence }: HopDetails) {
  return { action, verdict, mechanism, conditions, evidence: evidence.map(evidenceRecord) };
}

const evidenceRecord = ({ policy, statement, sid, effect, side }: EvidenceStatement) => ({
  policy,
  statement,
  sid,
  effect,
  side,
});

/** `trust Allow arn:…#trust statement 0 (Sid)`: for formats whose cells are text. */
export const evidenceText = ({ policy, statement, sid, effect, side }: EvidenceStatement): string =>
  `${side} ${effect} ${policy} statement ${statement}${sid === null ? '' : ` (${sid})`}`;
