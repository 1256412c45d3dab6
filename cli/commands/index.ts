import type { Command } from 'commander';

/** commands: one file a command; each adds itself to a program. */
type Define = (program: Command) => void;

/** In the order of the help. */
const COMMANDS: Readonly<Record<string, () => Promise<Define>>> = {
  demo: async () => (await import('./demo.ts')).defineDemo,
  ingest: async () => (await import('./ingest.ts')).defineIngest,
  serve: async () => (await import('./serve.ts')).defineServe,
  'who-can-reach': async () => (await import('./who-can-reach.ts')).defineWhoCanReach,
  'reachable-from': async () => (await import('./reachable-from.ts')).defineReachableFrom,
  paths: async () => (await import('./paths.ts')).definePaths,
  explain: async () => (await import('./explain.ts')).defineExplain,
  'access-summary': async () => (await import('./access-summary.ts')).defineAccessSummary,
  capabilities: async () => (await import('./capabilities.ts')).defineCapabilities,
  external: async () => (await import('./external.ts')).defineExternal,
  findings: async () => (await import('./findings.ts')).defineFindings,
  usage: async () => (await import('./usage.ts')).defineUsage,
  refine: async () => (await import('./refine.ts')).defineRefine,
  validate: async () => (await import('./validate.ts')).defineValidate,
  plan: async () => (await import('./plan.ts')).definePlan,
  apply: async () => (await import('./apply.ts')).defineApply,
  revert: async () => (await import('./revert.ts')).defineRevert,
  archive: async () => (await import('./archive.ts')).defineArchive,
  history: async () => (await import('./history.ts')).defineHistory,
  export: async () => (await import('./export.ts')).defineExport,
  generate: async () => (await import('./generate.ts')).defineGenerate,
  doctor: async () => (await import('./doctor.ts')).defineDoctor,
};

/** What defines the command of a name, and nothing else: to load them all takes longer than most answers. Without one of them, all. */
export async function definitions(name: string | undefined): Promise<readonly Define[]> {
  const only = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name!] : undefined;
  return Promise.all((only === undefined ? Object.values(COMMANDS) : [only]).map((load) => load()));
}
