import type { FastifyInstance } from 'fastify';
import type { Arrivals } from './arrivals.ts';

/** Notes from where each delivery over HTTP came that was taken. Its cluster is one that the gate has let in. */
export function noteDeliveries(app: FastifyInstance, arrivals: Arrivals): void {
  app.addHook('onResponse', async ({ routeOptions, params, ip }, { statusCode }) => {
    if (statusCode !== 200 || !routeOptions.url?.startsWith('/ingest/')) return;
    const { cluster } = params as { readonly cluster?: string };
    if (cluster !== undefined) arrivals.note(cluster, ip);
  });
}
