import type { PolicyId } from '../model/id.ts';
import type { EvidenceStatement, Side } from '../model/policy.ts';

/** A statement in evidence, and what tells it from others. */
export interface Citation {
  readonly statement: EvidenceStatement;
  readonly key: string;
}

/** The statements that hops rest on, each kept once: most are cited by hop after hop. */
export class Citations {
  readonly #known: Readonly<Record<Side, Map<PolicyId, Citation[]>>> = {
    trust: new Map(),
    identity: new Map(),
    boundary: new Map(),
    scp: new Map(),
    rcp: new Map(),
  };

  of(statement: EvidenceStatement): Citation {
    const { side, policy, statement: index } = statement;
    const ofPolicy = this.#known[side].get(policy) ?? [];
    if (ofPolicy.length === 0) this.#known[side].set(policy, ofPolicy);
    return (ofPolicy[index] ??= { statement, key: `${side} ${policy} ${index}` });
  }
}
