import { once } from 'node:events';
import { createServer } from 'node:net';
import { ok, problem, type Finding } from './finding.ts';

/** Whether `serve` and `demo` could listen. */
export async function checkPort(host: string, port: number): Promise<Finding> {
  const check = 'Port';
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return ok(check, `${host}:${port} is free`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return problem(
      check,
      code === 'EADDRINUSE' ? `${host}:${port} is taken, perhaps by rolereach itself.` : `${host}:${port}: ${code}`,
      `Stop what listens there, or serve on another port: --port ${port + 1}`,
    );
  } finally {
    server.close();
  }
}
