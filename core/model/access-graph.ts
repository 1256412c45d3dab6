import type { ServiceLastAccessed } from './account-facts.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { AnalyzerCoverage, Finding } from './finding.ts';
import type { HopDetails } from './hop.ts';
import type { OrganizationStructure } from './organization.ts';
import type { Policy } from './policy.ts';
import type { Principal } from './principal.ts';
import type { Usage } from './usage.ts';

/** Position of a principal in `AccessGraph.principals`. */
export type NodeIndex = number;
/** Position of a member set in `AccessGraph.sets`. */
export type SetIndex = number;

/**
 * Edges from every member of one set of principals to every member of a set of roles: principals that no statement
 * tells apart × roles that no statement tells apart. A pair of nodes is in at most one class per action.
 */
export interface HopClass extends HopDetails {
  readonly sources: SetIndex;
  readonly targets: SetIndex;
}

/**
 * Hops that may exist, or may not hold as shown, because something could not be read.
 * An answer that one of them could change is not complete.
 */
export interface UncertainHops {
  /** Null: anyone. */
  readonly sources: SetIndex | null;
  readonly targets: SetIndex;
  /** Position in `AccessGraph.diagnostics`. */
  readonly diagnostic: number;
}

/** When a role last accessed what its policies allow. */
export interface RoleLastAccessed {
  readonly role: NodeIndex;
  readonly services: readonly ServiceLastAccessed[];
}

/** What is derived from a snapshot, and what a store keeps. */
export interface AccessGraph extends OrganizationStructure {
  /** Sorted by id, by code unit; no two alike. */
  readonly principals: readonly Principal[];
  /** Sorted by id. */
  readonly policies: readonly Policy[];
  /** Each sorted ascending, without repetition, none empty; no two sets alike. */
  readonly sets: readonly Int32Array[];
  readonly hops: readonly HopClass[];
  readonly uncertainHops: readonly UncertainHops[];
  readonly diagnostics: readonly Diagnostic[];
  /** What Access Analyzer says about roles. Sorted by id. */
  readonly findings: readonly Finding[];
  readonly analyzers: AnalyzerCoverage;
  /** What CloudTrail logged; null where no events were given. */
  readonly usage: Usage | null;
  /** Of the roles that IAM was asked about, ascending. */
  readonly lastAccessed: readonly RoleLastAccessed[];
}
