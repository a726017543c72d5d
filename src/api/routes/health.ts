import type { FastifyPluginAsync } from 'fastify';
import Type from 'typebox';

/** What an operator asks. */
export interface HealthOptions {
  /** What is not ready, each as one sentence; empty when all is. */
  readonly notReady: () => readonly string[];
  /** In the text format of Prometheus. */
  readonly metrics: () => Promise<string>;
}

const Health = Type.Object({ status: Type.String() });
const Readiness = Type.Object({ status: Type.String(), notReady: Type.Array(Type.String()) });

/** `/healthz`, `/readyz` and `/metrics`. The first two need no token: those who probe have none. */
export function healthRoutes({ notReady, metrics }: HealthOptions): FastifyPluginAsync {
  return async (app) => {
    app.get(
      '/healthz',
      {
        config: { permission: 'public' },
        schema: { summary: 'Whether the process runs', tags: ['operation'], response: { 200: Health } },
      },
      async () => ({ status: 'ok' }),
    );
    app.get(
      '/readyz',
      {
        config: { permission: 'public' },
        schema: {
          summary: 'Whether events are taken and questions answered',
          tags: ['operation'],
          response: { 200: Readiness, 503: Readiness },
        },
      },
      async (_request, reply) => {
        const reasons = notReady();
        reply.code(reasons.length === 0 ? 200 : 503);
        return { status: reasons.length === 0 ? 'ready' : 'not ready', notReady: reasons };
      },
    );
    app.get(
      '/metrics',
      {
        config: { permission: 'read-all' },
        schema: { summary: 'Metrics for Prometheus', tags: ['operation'], produces: ['text/plain'] },
      },
      async (_request, reply) => reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics()),
    );
  };
}
