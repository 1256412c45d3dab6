/** AWS for tests: servers that speak its wire protocols. README.md says what they can do. */
export type * from './extras.ts';
export type { Fault, FaultKind } from './faults/fault.ts';
export { USUAL_LIMITS, type Limit } from './limits.ts';
export type { AwsStubOptions, DelegatedAdministrator } from './options.ts';
export { startAwsStub, type AwsStub, type SeenRequest } from './stub.ts';
export { decodeDocument } from './world/documents.ts';
