import { evidenceOf, type HopRecords } from '../../core/graph/compact-graph.ts';
import type { Catalog, Topology } from '../../core/graph/topology.ts';
import type { NodeIndex } from '../../core/model/access-graph.ts';
import type { ServiceLastAccessed } from '../../core/model/account-facts.ts';
import type { Diagnostic } from '../../core/model/diagnostic.ts';
import type { AnalyzerCoverage, Finding } from '../../core/model/finding.ts';
import type { HopDetails, HopOutcome } from '../../core/model/hop.ts';
import type { PolicyId } from '../../core/model/id.ts';
import type { OrganizationStructure } from '../../core/model/organization.ts';
import type { EvidenceStatement, Policy } from '../../core/model/policy.ts';
import type { Principal } from '../../core/model/principal.ts';
import type { Usage } from '../../core/model/usage.ts';
import type { Generation, GraphReader } from '../access-graph-store.ts';
import { candidates, type KeyIndex } from './key-index.ts';
import type { CatalogStrings, NumbersConstructor, RecordKind } from './layout.ts';
import { checkPositions } from './positions.ts';

/** One generation's parts, wherever they are kept. */
export interface Parts {
  readonly generation: Generation;
  /** Empty where the generation was written before there were such. */
  array<A>(name: string, type: NumbersConstructor<A>): Promise<A>;
  /** In the order asked for. @throws RangeError that calls a record `what` */
  records<T>(kind: RecordKind, positions: readonly number[], what: string): Promise<T[]>;
  close(): Promise<void>;
}

type HopNumbers = Omit<HopRecords, 'outcomes' | 'statements'>;

/** Puts together what is asked for from the parts of one generation. */
export class PartsReader implements GraphReader {
  readonly #parts: Parts;
  #policyIndex: Promise<KeyIndex> | undefined;
  #hopNumbers: Promise<HopNumbers> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get generation(): Generation {
    return this.#parts.generation;
  }

  async topology(): Promise<Topology> {
    const parts = this.#parts;
    return {
      nodeCount: this.generation.principals,
      setOffsets: await parts.array('setOffsets', Uint32Array),
      setMembers: await parts.array('setMembers', Uint32Array),
      hopSources: await parts.array('hopSources', Uint32Array),
      hopTargets: await parts.array('hopTargets', Uint32Array),
      hopAllowed: await parts.array('hopAllowed', Uint8Array),
      hopConditions: await parts.array('hopConditions', Uint16Array),
      uncertainSources: await parts.array('uncertainSources', Int32Array),
      uncertainTargets: await parts.array('uncertainTargets', Int32Array),
      uncertainDiagnostics: await parts.array('uncertainDiagnostics', Int32Array),
    };
  }

  async catalog(): Promise<Catalog> {
    const parts = this.#parts;
    const { ids, names, accounts } = await this.#json<CatalogStrings>('catalog');
    const accountPositions = await parts.array('accountPositions', Int32Array);
    return {
      ids,
      names,
      kinds: await parts.array('kinds', Uint8Array),
      accountIds: Array.from(accountPositions, (position) => accounts[position] ?? null),
      inOrganization: await parts.array('inOrganization', Uint8Array),
    };
  }

  structure(): Promise<OrganizationStructure> {
    return this.#json('structure');
  }

  diagnostics(): Promise<readonly Diagnostic[]> {
    return this.#json('diagnostics');
  }

  principals(nodes: readonly NodeIndex[]): Promise<readonly Principal[]> {
    return this.#parts.records('principals', nodes, 'principal');
  }

  async hops(classes: readonly number[]): Promise<readonly HopDetails[]> {
    const numbers = await (this.#hopNumbers ??= this.#readHopNumbers());
    checkPositions(classes, numbers.outcomeOf.length, 'hop class');
    const cited = classes.map((hop) => evidenceOf(numbers, hop));
    const outcomeOf = classes.map((hop) => numbers.outcomeOf[hop]!);
    const outcomes = await this.#parts.records<HopOutcome>('outcomes', outcomeOf, 'outcome');
    const positions = [...new Set(cited.flatMap((statements) => [...statements]))];
    const found = await this.#parts.records<EvidenceStatement>('statements', positions, 'statement');
    const statements = new Map(positions.map((position, at) => [position, found[at]!]));
    return outcomes.map((outcome, at) => ({
      ...outcome,
      evidence: Array.from(cited[at]!, (position) => statements.get(position)!),
    }));
  }

  async policies(ids: readonly PolicyId[]): Promise<ReadonlyMap<PolicyId, Policy>> {
    const index = await (this.#policyIndex ??= this.#readPolicyIndex());
    const positions = ids.flatMap((id) => candidates(index, id));
    const found = await this.#parts.records<Policy>('policies', positions, 'policy');
    const wanted = new Set(ids);
    return new Map(found.filter((policy) => wanted.has(policy.id)).map((policy) => [policy.id, policy]));
  }

  async findings(): Promise<readonly Finding[]> {
    return (await this.#jsonOrNothing<readonly Finding[]>('findings')) ?? [];
  }

  async analyzers(): Promise<AnalyzerCoverage> {
    return (await this.#jsonOrNothing<AnalyzerCoverage>('analyzers')) ?? { accounts: [], analyzers: [] };
  }

  usage(): Promise<Usage | null> {
    return this.#jsonOrNothing('usage');
  }

  async lastAccessed(roles: readonly NodeIndex[]): Promise<ReadonlyMap<NodeIndex, readonly ServiceLastAccessed[]>> {
    const known = await this.#parts.array('lastAccessedRoles', Uint32Array);
    const wanted = new Set(roles);
    const positions = [...known.keys()].filter((position) => wanted.has(known[position]!));
    const services = await this.#parts.records<readonly ServiceLastAccessed[]>('lastAccessed', positions, 'role');
    return new Map(positions.map((position, index) => [known[position]!, services[index]!]));
  }

  close(): Promise<void> {
    return this.#parts.close();
  }

  async #json<T>(name: string): Promise<T> {
    return JSON.parse(await this.#text(name)) as T;
  }

  async #jsonOrNothing<T>(name: string): Promise<T | null> {
    const text = await this.#text(name);
    return text === '' ? null : (JSON.parse(text) as T);
  }

  async #text(name: string): Promise<string> {
    return new TextDecoder().decode(await this.#parts.array(name, Uint8Array));
  }

  async #readHopNumbers(): Promise<HopNumbers> {
    return {
      outcomeOf: await this.#parts.array('outcomeOf', Uint32Array),
      evidenceOffsets: await this.#parts.array('evidenceOffsets', Uint32Array),
      evidence: await this.#parts.array('evidence', Uint32Array),
    };
  }

  async #readPolicyIndex(): Promise<KeyIndex> {
    return {
      hashes: await this.#parts.array('policyHashes', Uint32Array),
      positions: await this.#parts.array('policyPositions', Uint32Array),
    };
  }
}
