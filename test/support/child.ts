import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Runs a TypeScript module of the project in a process of its own, from source; `argument` is its `process.argv[2]`,
 * `prefix` a command that runs the rest of its line.
 */
export function startModule(path: string, argument: unknown, prefix: readonly string[] = []): ChildProcess {
  const run = `import { runnerImport } from 'vite'; await runnerImport(process.argv[1], { configFile: false });`;
  const node = [process.execPath, '--input-type=module', '--eval', run, '--', path, JSON.stringify(argument)];
  const [command, ...args] = [...prefix, ...node];
  return spawn(command!, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}
