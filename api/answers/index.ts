/**
 * api/answers: the questions that can be asked of one generation, as plain functions; the command line and GraphQL both
 * answer with these. Nothing of HTTP or GraphQL in here.
 */
export {
  ACCESS_SUMMARY_KINDS,
  accessSummary,
  type AccessEntry,
  type AccessSummary,
  type AccessSummaryKind,
  type AccountAccess,
} from './access-summary.ts';
export { archivePlanOf } from './archive.ts';
export { capabilities, type CapabilitiesAnswer } from './capabilities.ts';
export { candidateOf, kindOf, type Candidate } from './candidate.ts';
export { QuestionError, type QuestionErrorCode } from './errors.ts';
export { explain } from './explain.ts';
export * from './external.ts';
export * from './findings.ts';
export { hopsOf, hopsOfChains } from './hops.ts';
export * from './json.ts';
export { loadGeneration, type LoadedGeneration } from './loaded-generation.ts';
export { DEFAULT_PATHS, MOST_PATHS, paths, type Path, type PathsAnswer } from './paths.ts';
export { planOf, type CutOptions, type CutReference } from './plan.ts';
export { reachableFrom, whoCanReach, type Reached, type ReachAnswer, type ReachQuestion } from './reach.ts';
export { refined, refineSummary, type RefinedAnswer, type RefineSummary } from './refine.ts';
export * from './refine-json.ts';
export { findById, nodeOf, resolvePrincipal, resolveRole } from './resolve.ts';
export { search } from './search.ts';
export { reducedTrustOf, type ReduceOptions } from './reduced-trust.ts';
export {
  hopUseOf,
  type CoveredAccount,
  type RoleUsage,
  type RoleUsageAnswer,
  roleUsageOf,
  UnusedHops,
  type UsageAnswer,
  usageOf,
  type UsageQuestion,
} from './usage.ts';
export * from './usage-json.ts';
export { insideZone, resolveZone } from './zone.ts';
