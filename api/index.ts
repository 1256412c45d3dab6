/** api: answers questions about a store, as plain functions and over HTTP. `store` and `core` below; no command line in here. */
export * from './answers/index.ts';
export * from './ingest-control.ts';
export * from './remediation-control.ts';
export { isLoopback } from './http/origin.ts';
export { startServer, ServerStartError, type RunningServer, type ServerOptions } from './server.ts';
