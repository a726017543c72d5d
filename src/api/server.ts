import type { TlsOptions } from 'node:tls';
import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyPluginAsync, LogController } from 'fastify';
import { VerbatimError } from '../errors.ts';
import type { Gate } from './access.ts';
import { Problem } from './contract.ts';
import { declareProblems, documentOptions } from './document.ts';
import type { RouteOptions } from './options.ts';
import { sendProblem } from './problem.ts';
import { clusterRoutes } from './routes/clusters.ts';
import { countRoutes } from './routes/counts.ts';
import { eventRoutes } from './routes/events.ts';
import { fieldRoutes } from './routes/fields.ts';
import { type HealthOptions, healthRoutes } from './routes/health.ts';
import { tailRoutes } from './routes/tail.ts';

/** Bodies of requests that are not deliveries: names and settings. */
const MAX_REQUEST_BYTES = 1024 * 1024;
/** A sender that takes longer to send the headers of a request is let go. */
const HEADERS_TIMEOUT_MS = 30_000;
/** Longer than the idle time of common load balancers, so that they close first. */
const KEEP_ALIVE_MS = 75_000;
const MAX_QUERY_STRING = 100_000;

export interface ServerOptions extends RouteOptions, HealthOptions {
  readonly gate: Gate;
  readonly sources: readonly FastifyPluginAsync[];
  readonly log: FastifyBaseLogger;
  readonly version: string;
  /** HTTPS, where there is a certificate. */
  readonly tls?: TlsOptions | undefined;
  /** A sender was told to come again. */
  readonly onPushBack: () => void;
}

/** The HTTP server: the sources' endpoints, the API, and what operators ask. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const connection = { headersTimeout: HEADERS_TIMEOUT_MS, maxHeaderSize: MAX_QUERY_STRING };
  const app = Fastify({
    loggerInstance: options.log,
    // A line a delivery would be more than the deliveries are worth.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_REQUEST_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 512 },
    ...(options.tls ? { https: { ...connection, ...options.tls } } : { http: connection }),
    // Parameters come as text, so numbers and booleans are read from it. No key is dropped unseen.
    ajv: { customOptions: { coerceTypes: 'array', removeAdditional: false, useDefaults: true, allErrors: false } },
  }).withTypeProvider<TypeBoxTypeProvider>();

  app.setErrorHandler((error, request, reply) => {
    sendProblem(error, request, reply);
    if (reply.statusCode === 503) options.onPushBack();
  });
  app.setNotFoundHandler((request, reply) => {
    sendProblem(
      new VerbatimError('NOT_FOUND', `There is nothing at ${request.method} ${request.url.split('?', 1)[0]}.`),
      request,
      reply,
    );
  });

  // A connection that stays open after its last answer would hold up the stop.
  let stopping = false;
  app.addHook('preClose', async () => {
    stopping = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    if (stopping) reply.header('connection', 'close');
  });

  app.addSchema(Problem);
  app.addHook('onRoute', declareProblems);
  await app.register(swagger, documentOptions(options.version));
  await app.register(healthRoutes(options));
  for (const source of options.sources) await app.register(source);
  await app.register(
    async (api) => {
      api.addHook('onRequest', async (request) => options.gate.admin(request));
      for (const routes of [eventRoutes, countRoutes, tailRoutes, clusterRoutes]) await api.register(routes(options));
      await api.register(fieldRoutes());
    },
    { prefix: '/api/v1' },
  );
  app.get(
    '/openapi.json',
    { schema: { hide: true }, onRequest: async (request) => options.gate.admin(request) },
    async () => app.swagger(),
  );
  return app;
}
