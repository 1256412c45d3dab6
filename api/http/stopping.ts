import type { Server, ServerResponse } from 'node:http';

const GRACE_MS = 2000;

/**
 * How to stop the server: at once where nothing is under way, else when that is answered, or after a moment. Connections
 * that a browser keeps open for later do not hold it up.
 */
export function stopping(server: Server): () => Promise<void> {
  const underWay = new Set<ServerResponse>();
  let stop: Promise<void> | undefined;
  const cut = () => server.closeAllConnections();
  server.on('request', (_request, response) => {
    underWay.add(response);
    response.once('close', () => {
      underWay.delete(response);
      if (stop !== undefined && underWay.size === 0) cut();
    });
  });
  return () =>
    (stop ??= new Promise((resolve) => {
      const atLast = setTimeout(cut, GRACE_MS);
      server.close(() => {
        clearTimeout(atLast);
        resolve();
      });
      if (underWay.size === 0) cut();
    }));
}
