import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyPluginAsync, LogController } from 'fastify';
import type { Tail } from '../consumers/tail/tail.ts';
import { VerbatimError } from '../errors.ts';
import type { Answered } from '../metrics.ts';
import type { Store } from '../store/store.ts';
import type { Gate } from './access/gate.ts';
import { scopedEvents } from './access/scoped-events.ts';
import { type KnownActors, NOBODY_KNOWN } from './actors/known-actors.ts';
import { listActors } from './actors/list-actors.ts';
import { createAllowedMethods } from './allowed-methods.ts';
import { actorOf } from './audit/actor.ts';
import { type RecordRequestsOptions, recordRequests } from './audit/record-requests.ts';
import { createClientErrorHandler } from './client-error.ts';
import { createArrivals } from './clusters/arrivals.ts';
import { noteDeliveries } from './clusters/note-deliveries.ts';
import type { Connections } from './connections.ts';
import { Problem } from './contract.ts';
import { declarePermission, declareProblems, documentOptions } from './document.ts';
import { takeJsonBodies } from './json-body.ts';
import type { MkeLogging } from './mke/contract.ts';
import type { RouteOptions } from './options.ts';
import { sendProblem } from './problem.ts';
import { actorRoutes } from './routes/actors.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { clusterRoutes } from './routes/clusters.ts';
import { countRoutes } from './routes/counts.ts';
import { eventRoutes } from './routes/events.ts';
import { fieldRoutes } from './routes/fields.ts';
import { type HealthOptions, healthRoutes } from './routes/health.ts';
import { manyCountRoutes } from './routes/many-counts.ts';
import { mkeLoggingRoutes } from './routes/mke-logging.ts';
import { nodeLogRoutes } from './routes/node-logs.ts';
import { objectRoutes } from './routes/objects.ts';
import { policyRoutes } from './routes/policies.ts';
import { searchRoutes } from './routes/searches.ts';
import { type SignIn, sessionRoutes } from './routes/session.ts';
import { type SourceRouteOptions, sourceRoutes } from './routes/sources.ts';
import { tailRoutes } from './routes/tail.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { ANSWER_HEADERS } from './web/headers.ts';
import { isLostVisit } from './web/pages.ts';
import { sendPage } from './web/send-page.ts';
import { webRoutes } from './web/web.ts';

/** A sender that takes longer to send the headers of a request, from its connection or its last answer on, is let go. */
const HEADERS_TIMEOUT_MS = 30_000;
/** That it does is noticed within this time. */
const HEADERS_CHECK_MS = 5_000;
/** Longer than the idle time of common load balancers, so that they close first. */
const KEEP_ALIVE_MS = 75_000;
/** Nothing was received or could be sent for so long: longer than any question may take, and than any pause of a watcher. */
const STUCK_MS = 300_000;
/** Request line and headers together, in bytes: a long query stands in the address. */
const MAX_HEAD_BYTES = 100_000;
/** Proxies add a dozen to the dozen of a client. Without this bound, node would leave out those beyond its own, unseen. */
const MAX_HEADERS = 200;
/** Characters of a name in a path. Nobody bounds the names of people; all of the head is bounded above. */
const MAX_PARAMETER = 16_384;
const MICROS_A_MILLISECOND = 1_000;

export interface ServerOptions
  extends Omit<RouteOptions, 'eventsFor' | 'holder' | 'listActors' | 'arrivals'>,
    HealthOptions {
  readonly store: Store;
  readonly tail: Tail;
  readonly mkeLogging: MkeLogging;
  readonly gate: Gate;
  readonly signIn: SignIn;
  /** Who is known under several names; nobody where missing. */
  readonly actors?: KnownActors;
  /** The endpoints of the sources. */
  readonly sources: readonly FastifyPluginAsync[];
  /** What is told of all sources. */
  readonly sourceState: SourceRouteOptions;
  readonly log: FastifyBaseLogger;
  readonly version: string;
  /** HTTPS, where there is a certificate. */
  readonly tls?: TlsOptions | undefined;
  /** Where what is done to Verbatim is recorded; without it, it is not. */
  readonly audit?: Omit<RecordRequestsOptions, 'actorOf'> | undefined;
  readonly connections: Connections;
  /** The folder of the built web application; without it, there are no pages. */
  readonly web?: string;
  /** A sender was told to come again. */
  readonly onPushBack: () => void;
  /** A request was answered, or its connection ended before. */
  readonly onAnswered: (request: Answered) => void;
}

/** The HTTP server: the sources' endpoints, the API, and what operators ask. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const connection = {
    headersTimeout: HEADERS_TIMEOUT_MS,
    connectionsCheckingInterval: HEADERS_CHECK_MS,
    maxHeaderSize: MAX_HEAD_BYTES,
    // It is looked at below: node's own answer would be no problem of RFC 9457.
    requireHostHeader: false,
  };
  const answers = new WeakMap<Socket, ServerResponse>();
  const methods = createAllowedMethods();
  const app = Fastify({
    loggerInstance: options.log,
    // A line a delivery would be more than the deliveries are worth.
    logController: new LogController({ disableRequestLogging: true }),
    frameworkErrors: sendProblem,
    clientErrorHandler: createClientErrorHandler(answers),
    connectionTimeout: STUCK_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    // What comes on open connections while the server stops is answered like all else, and the connection then closed.
    return503OnClosing: false,
    routerOptions: { maxParamLength: MAX_PARAMETER },
    ...(options.tls ? { https: { ...connection, ...options.tls } } : { http: connection }),
    // Parameters come as text, so numbers and booleans are read from it. No key is dropped unseen.
    ajv: { customOptions: { coerceTypes: 'array', removeAdditional: false, useDefaults: true, allErrors: false } },
  }).withTypeProvider<TypeBoxTypeProvider>();

  app.server.maxHeadersCount = MAX_HEADERS + 1;
  options.connections.attach(app.server);
  app.addHook('onRequest', async ({ raw }, reply) => {
    answers.set(raw.socket, reply.raw);
    if (options.connections.isTooMany(raw.socket)) {
      reply.header('connection', 'close');
      throw new VerbatimError('BUSY', 'There are too many connections (http.max_connections); try again.');
    }
    if (raw.headers.host === undefined && raw.httpVersion === '1.1') {
      throw new VerbatimError('REQUEST_INVALID', 'The request has no Host header, which HTTP/1.1 asks for.');
    }
    if (raw.rawHeaders.length / 2 > MAX_HEADERS) {
      throw new VerbatimError('HEADERS_TOO_LARGE', `The request has more than ${MAX_HEADERS} headers.`);
    }
  });
  app.addHook('onRoute', methods.add);
  app.addHook('onRequest', async (_request, reply) => void reply.headers(ANSWER_HEADERS));

  app.setErrorHandler((error, request, reply) => {
    sendProblem(error, request, reply);
    if (reply.statusCode === 503) options.onPushBack();
  });
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const allowed = methods.of(path);
    if (allowed.length > 0) reply.header('allow', allowed.join(', '));
    if (request.method === 'OPTIONS' && (allowed.length > 0 || path === '*')) return reply.code(204).send();
    if (options.web !== undefined && isLostVisit(request.method, path, request.headers.accept)) {
      return sendPage(options.web, request, reply.code(404));
    }
    throw allowed.length > 0 && !allowed.includes(request.method)
      ? new VerbatimError('METHOD_NOT_ALLOWED', `${request.method} is not for ${path}; use ${allowed.join(', ')}.`)
      : new VerbatimError('NOT_FOUND', `There is nothing at ${request.method} ${path}.`);
  });

  if (options.audit) recordRequests(app, { ...options.audit, actorOf });
  // Before everything else of a request, whatever its route.
  app.addHook('onRequest', async (request) => options.gate.admit(request));

  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    const answered = {
      method,
      route: routeOptions.url ?? '',
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    };
    options.onAnswered(answered);
    options.log.debug({ request: answered }, 'Answered.');
  });

  const arrivals = createArrivals(() => options.now() / MICROS_A_MILLISECOND);
  noteDeliveries(app, arrivals);

  // A connection that stays open after its last answer would hold up the stop.
  let stopping = false;
  app.addHook('preClose', async () => {
    stopping = true;
  });
  app.addHook('onSend', async (request, reply) => {
    // The rest of a body that nobody reads would keep the connection, or be taken for the next request.
    if (stopping || !request.raw.complete) reply.header('connection', 'close');
  });

  app.addSchema(Problem);
  app.addHook('onRoute', declarePermission);
  app.addHook('onRoute', declareProblems);
  await app.register(swagger, documentOptions(options.version));
  await app.register(healthRoutes(options));
  for (const source of options.sources) await app.register(source);
  await app.register(
    async (api) => {
      takeJsonBodies(api);
      const { clusters, tokens, searches, gate, address, store, now, policies, actors = NOBODY_KNOWN } = options;
      const given: RouteOptions = {
        eventsFor: scopedEvents({ ...options, actors }),
        listActors: () => listActors(store, actors.people()),
        holder: gate.holder,
        clusters,
        tokens,
        searches,
        address,
        arrivals,
        policies,
        now,
      };
      for (const routes of [
        eventRoutes,
        countRoutes,
        tailRoutes,
        objectRoutes,
        actorRoutes,
        manyCountRoutes,
        nodeLogRoutes,
        policyRoutes,
        clusterRoutes,
        tokenRoutes,
        searchRoutes,
      ]) {
        await api.register(routes(given));
      }
      await api.register(sourceRoutes(given, options.sourceState));
      await api.register(sessionRoutes({ ...options.signIn, gate }));
      await api.register(fieldRoutes());
      await api.register(catalogueRoutes());
    },
    { prefix: '/api/v1' },
  );
  await app.register(
    async (ucp) => {
      takeJsonBodies(ucp);
      await ucp.register(mkeLoggingRoutes(options.mkeLogging));
    },
    { prefix: '/api/ucp' },
  );
  if (options.web !== undefined) await app.register(webRoutes({ root: options.web }));
  // The same for every server, and in the repository.
  app.get('/openapi.json', { config: { permission: 'public' }, schema: { hide: true } }, async () => app.swagger());
  return app;
}
