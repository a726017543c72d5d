import type { FastifyInstance } from 'fastify';

/** How long answers that are under way may take once the server stops. Then nobody is waited for. */
export const GRACE_MS = 5_000;

/** Stops taking requests and lets those under way finish. A client that neither sends nor reads does not hold it up. */
export async function closeServer(app: FastifyInstance, graceMs = GRACE_MS): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), graceMs);
  try {
    await app.close();
  } finally {
    clearTimeout(timer);
  }
}
