import { once } from 'node:events';
import { createServer } from 'node:net';
import { ok, problem, type Finding } from './finding.ts';

const CHECK = 'Port';

/** Whether `serve` and `demo` could listen, or do already. */
export async function checkPort(host: string, port: number): Promise<Finding> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return ok(CHECK, `${host}:${port} is free`);
  } catch (error) {
    if (await isRolereach(host, port)) return ok(CHECK, `rolereach answers at ${host}:${port}`);
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    return problem(
      CHECK,
      taken ? `${host}:${port} is taken.` : `${host}:${port} cannot be used: ${(error as Error).message}`,
      `Stop what listens there, or serve on another port: --port ${port + 1}`,
    );
  } finally {
    server.close();
  }
}

/** Where it asks for a token, it says who asks. */
async function isRolereach(host: string, port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://${host}:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ status { version } }"}',
      signal: AbortSignal.timeout(3000),
    });
    const answer = await response.text();
    return answer.includes('"status"') || (response.headers.get('www-authenticate') ?? '').includes('rolereach');
  } catch {
    return false;
  }
}
