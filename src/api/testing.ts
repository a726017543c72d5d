import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { createFailureLimit } from '../access/failure-limit.ts';
import { ADMINISTRATOR } from '../access/principal.ts';
import type { Subscriber } from '../consumers/tail/tail.ts';
import type { Store } from '../store/store.ts';
import { createGate, type Gate } from './access/gate.ts';
import { createSessionCookie } from './access/session-cookie.ts';
import { createConnections } from './connections.ts';
import type { SignIn } from './routes/session.ts';
import type { SourceRouteOptions } from './routes/sources.ts';
import { createServer, type ServerOptions } from './server.ts';
import { createFaults } from './sources/faults.ts';
import { createTraffic } from './sources/traffic.ts';

// What the tests of this folder share.

const MAX_CONNECTIONS = 100;

/** Takes everybody for the administrator. */
export function openGate(): Gate {
  return createGate({
    authenticators: [() => ({ principal: ADMINISTRATOR, holds: () => true })],
    failures: createFailureLimit({ clock: () => 0 }),
    observer: { failed: () => {}, limited: () => {} },
  });
}

/** Takes every token for the administrator's, and keeps nothing. */
function openSignIn(): SignIn {
  const session = { idHash: '', tokenHash: '', createdAt: '', lastUsedAt: '' };
  const never = () => Number.POSITIVE_INFINITY;
  return {
    sessions: {
      create: async () => ({ id: 'id', session }),
      find: () => undefined,
      renewed: () => undefined,
      used: () => {},
      end: async () => {},
      endOf: never,
      lastEndOf: never,
    },
    cookie: createSessionCookie(undefined),
    credentialOf: () => ({ principal: ADMINISTRATOR, holds: () => true }),
    now: () => new Date(),
  };
}

/** A server without a journal or an engine, to whose questions `store` answers. */
export async function testServer(
  store: Partial<Store>,
  subscribe: (subscriber: Subscriber) => () => void = () => () => {},
  more: Partial<ServerOptions> = {},
): Promise<FastifyInstance> {
  return createServer({
    store: store as Store,
    clusters: { list: () => [], get: () => undefined, holder: () => undefined, add: refuse, remove: refuse },
    tokens: { list: () => [], holder: () => undefined, create: refuse, revoke: refuse, used: () => {} },
    searches: { list: () => [], save: refuse, remove: refuse },
    tail: { subscribe, subscribers: 0 },
    policies: () => ({ policies: [], admission: [] }),
    mkeLogging: { get: refuseNow, change: refuse },
    gate: openGate(),
    signIn: openSignIn(),
    address: async () => ({}),
    sources: [],
    sourceState: nothingKnown(),
    log: pino({ enabled: false }),
    version: '0.0.0',
    now: () => Date.parse('2026-03-02T00:00:00Z') * 1000,
    metrics: async () => '',
    readiness: () => [],
    connections: createConnections(MAX_CONNECTIONS, () => {}),
    onPushBack: () => {},
    onAnswered: () => {},
    ...more,
  });
}

/** Of a server that has taken nothing yet. */
export function nothingKnown(): SourceRouteOptions {
  return {
    known: { configured: [], traffic: createTraffic(() => 0), faults: createFaults(() => 0), problem: () => undefined },
    consumers: { events: () => new Map(), seconds: async () => new Map() },
  };
}

const refuseNow = () => {
  throw new Error('Not in this test.');
};
const refuse = () => Promise.reject(new Error('Not in this test.'));
