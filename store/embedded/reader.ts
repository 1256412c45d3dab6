import type { Catalog, Topology } from '../../core/graph/topology.ts';
import type { NodeIndex } from '../../core/model/access-graph.ts';
import type { Diagnostic } from '../../core/model/diagnostic.ts';
import type { HopDetails } from '../../core/model/hop.ts';
import type { PolicyId } from '../../core/model/id.ts';
import type { OrganizationStructure } from '../../core/model/organization.ts';
import type { EvidenceStatement, Policy } from '../../core/model/policy.ts';
import type { Principal } from '../../core/model/principal.ts';
import type { Generation, GraphReader } from '../access-graph-store.ts';
import { GenerationFiles } from './generation-files.ts';
import { candidates, type KeyIndex } from './key-index.ts';
import type { CatalogStrings, HopRecord } from './layout.ts';

/** Reads one generation through files that it holds open: they stay readable when the generation is deleted. */
export class EmbeddedReader implements GraphReader {
  readonly #files: GenerationFiles;
  readonly #onClose: () => void;
  #policyIndex: Promise<KeyIndex> | undefined;

  constructor(files: GenerationFiles, onClose: () => void) {
    this.#files = files;
    this.#onClose = onClose;
  }

  get generation(): Generation {
    return this.#files.generation;
  }

  async topology(): Promise<Topology> {
    const files = this.#files;
    return {
      nodeCount: this.generation.principals,
      setOffsets: await files.array('setOffsets', Uint32Array),
      setMembers: await files.array('setMembers', Uint32Array),
      hopSources: await files.array('hopSources', Uint32Array),
      hopTargets: await files.array('hopTargets', Uint32Array),
      hopAllowed: await files.array('hopAllowed', Uint8Array),
      hopConditions: await files.array('hopConditions', Uint16Array),
      uncertainSources: await files.array('uncertainSources', Int32Array),
      uncertainTargets: await files.array('uncertainTargets', Int32Array),
      uncertainDiagnostics: await files.array('uncertainDiagnostics', Int32Array),
    };
  }

  async catalog(): Promise<Catalog> {
    const files = this.#files;
    const { ids, names, accounts } = await files.json<CatalogStrings>('catalog');
    const accountPositions = await files.array('accountPositions', Int32Array);
    return {
      ids,
      names,
      kinds: await files.array('kinds', Uint8Array),
      accountIds: Array.from(accountPositions, (position) => accounts[position] ?? null),
      inOrganization: await files.array('inOrganization', Uint8Array),
    };
  }

  structure(): Promise<OrganizationStructure> {
    return this.#files.json('structure');
  }

  diagnostics(): Promise<readonly Diagnostic[]> {
    return this.#files.json('diagnostics');
  }

  principals(nodes: readonly NodeIndex[]): Promise<readonly Principal[]> {
    return this.#files.records('principals', nodes, 'principal');
  }

  async hops(classes: readonly number[]): Promise<readonly HopDetails[]> {
    const hops = await this.#files.records<HopRecord>('hops', classes, 'hop class');
    const lists = hops.map((hop) => hop.evidence);
    const evidence = await this.#files.records<readonly EvidenceStatement[]>('evidence', lists, 'evidence');
    return hops.map(({ action, verdict, mechanism, conditions }, index) => {
      return { action, verdict, mechanism, conditions, evidence: evidence[index]! };
    });
  }

  async policies(ids: readonly PolicyId[]): Promise<ReadonlyMap<PolicyId, Policy>> {
    const index = await (this.#policyIndex ??= this.#readPolicyIndex());
    const positions = ids.flatMap((id) => candidates(index, id));
    const found = await this.#files.records<Policy>('policies', positions, 'policy');
    const wanted = new Set(ids);
    return new Map(found.filter((policy) => wanted.has(policy.id)).map((policy) => [policy.id, policy]));
  }

  close(): Promise<void> {
    this.#onClose();
    return this.#files.close();
  }

  async #readPolicyIndex(): Promise<KeyIndex> {
    return {
      hashes: await this.#files.array('policies.hashes', Uint32Array),
      positions: await this.#files.array('policies.positions', Uint32Array),
    };
  }
}
