import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

/**
 * Runs a command that must not outlive whoever started this, however that one ends: when our input closes, by intent
 * or because a killed process held its other end, the command is killed and its folder deleted.
 * A line on the input asks the command to end by itself.
 */
const [folder, command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('exit', (code) => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit(code ?? 0);
});
process.stdin.on('data', () => child.kill('SIGTERM'));
process.stdin.on('end', () => child.kill('SIGKILL'));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGKILL'));
