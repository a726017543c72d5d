import { pino } from 'pino';
import type { Gate } from '../api/access/gate.ts';
import { createConnections } from '../api/connections.ts';
import { IngestAnswer, IngestLinesQuery } from '../api/contract.ts';
import { createServer } from '../api/server.ts';
import type { Config } from '../config/schema.ts';
import { VerbatimError } from '../errors.ts';
import { createSources } from '../sources/registry.ts';

/** `docs/reference/openapi.json`: what `/openapi.json` answers. Nothing is opened: no journal, no store, no port. */
export async function openapiDocument(config: Config, version: string): Promise<string> {
  const gate: Gate = {
    admit: () => {},
    cluster: () => {},
    clusterOrAdmin: () => 'admin',
    holder: absent,
    credential: absent,
    signIn: () => {},
  };
  const sources = createSources(config.sources, {
    intake: absent(),
    gate,
    searchable: async () => {},
    linesSchema: { querystring: IngestLinesQuery, response: IngestAnswer },
    memory: absent,
    createAssembler: absent,
    openTls: absent,
    log: absent(),
    fileMetrics: absent(),
    dockerMetrics: absent(),
    syslogMetrics: absent(),
  });
  const app = await createServer({
    store: absent(),
    clusters: absent(),
    tokens: absent(),
    searches: absent(),
    tail: absent(),
    mkeLogging: absent(),
    policies: absent,
    gate,
    signIn: absent(),
    sources: sources.flatMap(({ routes }) => routes ?? []),
    sourceState: { known: absent(), consumers: absent() },
    log: pino({ enabled: false }),
    version,
    now: () => 0,
    address: async () => ({}),
    metrics: async () => '',
    readiness: () => [],
    connections: createConnections(1, () => {}),
    onPushBack: () => {},
    onAnswered: () => {},
  });
  await app.ready();
  const document = app.swagger();
  await app.close();
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Stands where a route would find what it works with; describing the routes must not touch it. */
function absent<T extends object>(): T {
  const refuse = (_target: object, key: string | symbol): never => {
    throw new VerbatimError('INTERNAL', `Describing the API used ${String(key)} of something that is not there.`);
  };
  return new Proxy({}, { get: refuse }) as T;
}
