import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

/**
 * Runs a command that must not outlive whoever started this, however that one ends: when our input closes, by intent
 * or because a killed process held its other end, the command is killed and its folder deleted.
 * A line on the input asks the command to end by itself.
 */
const [folder, command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
function end(code) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit(code);
}
child.on('exit', (code) => end(code ?? 0));
child.on('error', ({ message }) => {
  process.stderr.write(`${command} cannot be run (${message}). Install Java 17, or set NEO4J_URI.\n`);
  end(1);
});
process.stdin.on('data', () => child.kill('SIGTERM'));
process.stdin.on('end', () => child.kill('SIGKILL'));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGKILL'));
