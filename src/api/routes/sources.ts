import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { may } from '../../access/roles.ts';
import type { Lag } from '../../consumers/lag.ts';
import { tell } from '../audit/audited.ts';
import { clientGone } from '../client-gone.ts';
import { listClusters } from '../clusters/list-clusters.ts';
import { DEFAULT_QUARANTINED, QuarantinedAnswer, QuarantinedQuery, SourcesAnswer } from '../contract.ts';
import { formatCursor, parseCursor } from '../cursor.ts';
import type { RouteOptions } from '../options.ts';
import { clusterFlows, type KnownSources, listSources } from '../sources/list-sources.ts';
import { quarantinedItem, quarantinedQuery } from '../sources/quarantined.ts';

export interface SourceRouteOptions {
  readonly known: KnownSources;
  readonly consumers: Lag;
}

/** Cursors of the journal with such names are what sources remember, and no consumers. */
const MEMORY = 'source-';
const MICROS_A_MS = 1000;
const ORDER = 'desc';

/** `GET /sources` and `GET /quarantined`: how events come, and those that could not be read. */
export function sourceRoutes(
  { clusters, holder, eventsFor, now }: RouteOptions,
  { known, consumers }: SourceRouteOptions,
): FastifyPluginAsyncTypebox {
  async function lags() {
    const seconds = await consumers.seconds();
    return [...consumers.events()]
      .filter(([name]) => !name.startsWith(MEMORY))
      .map(([name, events]) => ({ name, events, seconds: seconds.get(name) ?? 0 }));
  }

  return async (app) => {
    app.get(
      '/sources',
      {
        // Not recorded: it tells nothing of single events, and whoever looks at it asks every few seconds.
        config: { permission: 'read-events' },
        schema: {
          summary: 'How events come',
          description:
            'Each cluster and source of the scope of who asks: how many events a second, how late, what was not kept and why, and what is wrong.',
          tags: ['operation'],
          response: { 200: SourcesAnswer },
        },
      },
      async (request, reply) => {
        const { scope, role } = holder(request);
        const events = eventsFor(request);
        const found = await listClusters({ known: clusters.list(), scope, events, signal: clientGone(reply) });
        const asked = { scope, now: Math.floor(now() / MICROS_A_MS) };
        const sources = scope.namespaces ? undefined : listSources(known, asked);
        return {
          since: new Date(known.traffic.since).toISOString(),
          clusters: clusterFlows(known, found, asked),
          ...(sources ? { sources } : {}),
          ...(may(role, 'read-all') ? { consumers: await lags() } : {}),
        };
      },
    );

    app.get(
      '/quarantined',
      {
        config: { permission: 'read-events', audit: { verb: 'search', resource: 'events' } },
        schema: {
          summary: 'Events that could not be read',
          description:
            'They are kept as they came. Each is told with the reason and with its beginning, the newest first.',
          tags: ['questions'],
          querystring: QuarantinedQuery,
          response: { 200: QuarantinedAnswer },
        },
      },
      async (request, reply) => {
        const { limit = DEFAULT_QUARANTINED, cursor, ...asked } = request.query;
        const answers = eventsFor(request).ask({ ...asked, query: quarantinedQuery(asked) });
        const after = cursor ? parseCursor(cursor, ORDER) : undefined;
        const { records, next } = await answers.page({ limit, order: ORDER, after, signal: clientGone(reply) });
        tell(request, { returned: records.length });
        return { items: records.map(quarantinedItem), next: next ? formatCursor(next, ORDER) : null };
      },
    );
  };
}
