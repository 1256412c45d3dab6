import type { CompactGraph } from '../core/graph/compact-graph.ts';
import type { Catalog, Topology } from '../core/graph/topology.ts';
import type { NodeIndex } from '../core/model/access-graph.ts';
import type { ServiceLastAccessed } from '../core/model/account-facts.ts';
import type { Diagnostic } from '../core/model/diagnostic.ts';
import type { AnalyzerCoverage, Finding } from '../core/model/finding.ts';
import type { HopDetails } from '../core/model/hop.ts';
import type { PolicyId } from '../core/model/id.ts';
import type { OrganizationStructure } from '../core/model/organization.ts';
import type { Policy } from '../core/model/policy.ts';
import type { Principal } from '../core/model/principal.ts';
import type { Usage } from '../core/model/usage.ts';
import type { HistoryStep } from '../core/resolution/history.ts';

/** One complete load of the graph. */
export interface Generation {
  /** Ascending from 1; never used again. */
  readonly id: number;
  /** ISO 8601. */
  readonly loadedAt: string;
  readonly principals: number;
  readonly roles: number;
  readonly accounts: number;
  /** Edges, spelled out: the sum over hop classes of sources × targets. */
  readonly edges: number;
  readonly diagnostics: number;
}

/** Progress of a load; `total` is known from the start. */
export interface LoadProgress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

export interface LoadOptions {
  /** How many generations to keep, this one included. Default 5. */
  readonly keep?: number;
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Stops the load; the store stays as it was. */
  readonly signal?: AbortSignal;
}

export interface CypherLimits {
  readonly timeoutMs: number;
  readonly maxRows: number;
}

export interface CypherResult {
  readonly columns: readonly string[];
  /** Plain JSON values: nodes and relationships as `{ labels | type, properties }`, integers as numbers. */
  readonly rows: readonly (readonly unknown[])[];
  /** Whether rows were left out at `maxRows`. */
  readonly truncated: boolean;
}

/**
 * Keeps access graphs, and beside them the history of what was done about access. A load is a new generation: readers see the old
 * one until the new one is whole.
 */
export interface AccessGraphStore {
  /** As a user writes it: `embedded:.rolereach`, `neo4j://localhost:7687`. */
  readonly url: string;
  /** @throws StoreLockedError when another load is under way; StoreWriteError, StoreUnavailableError */
  load(graph: CompactGraph, options?: LoadOptions): Promise<Generation>;
  /** Newest first; empty for a new store. */
  generations(): Promise<readonly Generation[]>;
  /**
   * A view of one generation (the newest unless said) that no later load changes.
   * @throws StoreEmptyError, UnknownGenerationError
   */
  open(generation?: number): Promise<GraphReader>;
  /** Read-only. @throws CypherUnavailableError, CypherRefusedError, CypherFailedError */
  cypher(query: string, parameters: Record<string, unknown>, limits: CypherLimits): Promise<CypherResult>;
  /**
   * Adds a step to the history, which is kept when the promise resolves, and outlasts the generations.
   * @throws StoreWriteError, StoreUnavailableError
   */
  record(step: HistoryStep): Promise<void>;
  /** All steps, oldest first. @throws StoreUnavailableError */
  history(): Promise<readonly HistoryStep[]>;
  /** Closes its readers too. */
  close(): Promise<void>;
}

/** One generation, readable by page. Lists are in the order asked for; an unknown position is a RangeError. */
export interface GraphReader {
  readonly generation: Generation;
  topology(): Promise<Topology>;
  catalog(): Promise<Catalog>;
  structure(): Promise<OrganizationStructure>;
  diagnostics(): Promise<readonly Diagnostic[]>;
  principals(nodes: readonly NodeIndex[]): Promise<readonly Principal[]>;
  /** Details of hop classes, by their positions. */
  hops(classes: readonly number[]): Promise<readonly HopDetails[]>;
  /** Unknown ids are left out. */
  policies(ids: readonly PolicyId[]): Promise<ReadonlyMap<PolicyId, Policy>>;
  /** What Access Analyzer says about roles, sorted by id, and where it looks. */
  findings(): Promise<readonly Finding[]>;
  analyzers(): Promise<AnalyzerCoverage>;
  /** Who assumed which roles; null where no log was read. */
  usage(): Promise<Usage | null>;
  /** What these roles last accessed; those are left out that IAM was not asked about. */
  lastAccessed(roles: readonly NodeIndex[]): Promise<ReadonlyMap<NodeIndex, readonly ServiceLastAccessed[]>>;
  close(): Promise<void>;
}
