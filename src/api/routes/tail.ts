import type { ServerResponse } from 'node:http';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf, outcomeOf } from '../../event/derive.ts';
import { onOneLine } from '../../event/json-scan.ts';
import type { AuditRecord } from '../../event/record.ts';
import { summaryOf } from '../../event/summary.ts';
import { parseQuery } from '../../query/parse-query.ts';
import { toPredicate } from '../../query/to-predicate.ts';
import { TailQuery } from '../contract.ts';
import { itemJson } from '../item.ts';
import type { RouteOptions } from '../options.ts';
import { clustersOf } from '../selection.ts';

/** Proxies end a connection on which nothing comes for a minute or so. */
const KEEP_ALIVE_MS = 15_000;
/** What may wait for a slow client; beyond that, records are passed over and counted. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;

/** `GET /tail`: matching records as they arrive, as server-sent events. */
export function tailRoutes({ tail, now }: RouteOptions): FastifyPluginAsyncTypebox {
  return async (app) => {
    const open = new Set<ServerResponse>();
    // Who watches would keep the server from stopping.
    app.addHook('preClose', async () => {
      for (const out of open) out.end();
    });

    app.get(
      '/tail',
      {
        schema: {
          summary: 'Events as they arrive',
          description:
            'Server-sent events: `record` with an EventItem; `missed` with `{"count"}` when the client was too slow for some.',
          tags: ['questions'],
          querystring: TailQuery,
        },
      },
      (request, reply) => {
        const { query = '', cluster } = request.query;
        const matches = toPredicate(parseQuery(query, now()));
        const clusters = cluster ? new Set(clustersOf(cluster)) : undefined;
        reply.hijack();
        const out = reply.raw;
        out.writeHead(200, {
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        });
        out.write(': following\n\n');
        open.add(out);
        let missed = 0;

        const stop = tail.subscribe({
          wants: (record) => (!clusters || clusters.has(record.cluster)) && matches(record),
          take: (record) => {
            if (out.writableLength > MAX_WAITING_BYTES) {
              missed++;
              return false;
            }
            if (missed > 0) out.write(`event: missed\ndata: ${JSON.stringify({ count: missed })}\n\n`);
            missed = 0;
            out.write(`event: record\nid: ${record.id}\ndata: ${itemJson(partsOf(record))}\n\n`);
            return true;
          },
        });
        const alive = setInterval(() => out.write(': still here\n\n'), KEEP_ALIVE_MS);
        out.once('close', () => {
          clearInterval(alive);
          stop();
          open.delete(out);
        });
      },
    );
  };
}

function partsOf(record: AuditRecord): Parameters<typeof itemJson>[0] {
  const { event, raw, quarantine, ...rest } = record;
  const actor = actorOf(event);
  const outcome = outcomeOf(event);
  return {
    ...rest,
    ...(quarantine ? { quarantine } : {}),
    actor,
    outcome,
    summary: quarantine
      ? `an event that could not be read (${quarantine.reason}: ${quarantine.detail})`
      : summaryOf(event, actor, outcome),
    eventJson: record.native ? onOneLine(Buffer.from(raw).toString('utf8')) : JSON.stringify(event),
  };
}
