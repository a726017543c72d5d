import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { Readiness } from '../health/contract.ts';

/** What an operator asks. */
export interface HealthOptions {
  /** The parts that have to be ready. */
  readonly readiness: () => readonly PartReadiness[];
  /** In the text format of Prometheus. */
  readonly metrics: () => Promise<string>;
}

/** Whether a part of the server is ready, and if not why, as a sentence. */
export type PartReadiness =
  | { readonly part: string; readonly ready: true }
  | {
      readonly part: string;
      readonly ready: false;
      readonly reason: string;
      /** Counts only where this part is asked for. */
      readonly isAside?: boolean | undefined;
    };

const Health = Type.Object({ status: Type.String() });
const ReadyQuery = Type.Object(
  {
    part: Type.Optional(
      Type.Union(
        [
          Type.Literal('journal'),
          Type.Literal('store'),
          Type.Literal('syslog'),
          Type.Literal('docker-logs'),
          Type.Literal('policies'),
        ],
        {
          description: 'Ask for this part only: senders need the journal alone.',
        },
      ),
    ),
  },
  { additionalProperties: false },
);

/** `/healthz`, `/readyz` and `/metrics`. The first two need no token: those who probe have none. */
export function healthRoutes({ readiness, metrics }: HealthOptions): FastifyPluginAsyncTypebox {
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
          querystring: ReadyQuery,
          response: { 200: Readiness, 503: Readiness },
        },
      },
      async ({ query }, reply) => {
        const parts = readiness().filter(({ part }) => query.part === undefined || query.part === part);
        const isReady = parts.every((one) => one.ready || (one.isAside && query.part === undefined));
        reply.code(isReady ? 200 : 503);
        return { status: isReady ? ('ready' as const) : ('not ready' as const), parts };
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
