/**
 * ingest: from AWS's responses to the store. `import/` reads files and checks them, `collect/` asks AWS, `snapshot/` keeps
 * both on disk, `redact/` takes out of it what people chose, `ingest.ts` and `ingest-from-aws.ts` go the whole way. What a policy means is not known in here.
 */
export * from './errors.ts';
export { inSteps } from './in-steps.ts';
export { ingestFrom, type IngestOptions, type IngestResult } from './ingest.ts';
export { decodeText } from './import/decode-text.ts';
export { ingestFromAws, type AwsIngestOptions, type AwsIngestResult } from './ingest-from-aws.ts';
export { isFailure as isCallFailure } from './collect/attempts.ts';
export type { CollectOptions } from './collect/options.ts';
export { problemOf } from './collect/problems.ts';
export type { Rehearsal, RehearsalOptions } from './collect/rehearse.ts';
export type { InactiveAccount } from './collect/plan.ts';
export { redactFiles, type RedactOptions } from './redact/redact-files.ts';
export { importFiles, type Imported, type ImportOptions } from './import/import-files.ts';
export type { AccountEntry, Manifest } from './snapshot/format.ts';
export type { Problem, ProblemCause } from '../core/model/problem.ts';
export { isSnapshot, openSnapshot, type StoredSnapshot } from './snapshot/read-snapshot.ts';
export { stageSnapshot, type SnapshotContent, type StagedSnapshot } from './snapshot/write-snapshot.ts';
export { generateOrganization, type GeneratedOrganization } from './generate/generate.ts';
