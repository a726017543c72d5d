import type { ServerResponse } from 'node:http';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../access/principal.ts';
import { actorOf, outcomeOf } from '../../event/derive.ts';
import { onOneLine } from '../../event/json-scan.ts';
import type { AuditRecord } from '../../event/record.ts';
import { summaryOf } from '../../event/summary.ts';
import type { ScopedEvents } from '../access/scoped-events.ts';
import { tell } from '../audit/audited.ts';
import { TailQuery } from '../contract.ts';
import { itemJson } from '../item.ts';
import { problemOf, toVerbatimError } from '../problem.ts';
import { ANSWER_HEADERS } from '../web/headers.ts';

/** Proxies end a connection on which nothing comes for a minute or so. */
const KEEP_ALIVE_MS = 15_000;
/** One who watched when the server stopped comes again after this time: a restart takes a second or two. */
const COME_AGAIN_MS = 2_000;
/** What may wait for a slow client; beyond that, records are passed over and counted. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;

export interface TailOptions {
  readonly eventsFor: (request: FastifyRequest) => Pick<ScopedEvents, 'follow'>;
  /** Throws UNAUTHORIZED once the credential of a request holds no longer. */
  readonly holder: (request: FastifyRequest) => Principal;
}

/** `GET /tail`: matching records as they arrive, as server-sent events. */
export function tailRoutes({ eventsFor, holder }: TailOptions, keepAliveMs = KEEP_ALIVE_MS): FastifyPluginAsyncTypebox {
  return async (app) => {
    const open = new Set<ServerResponse>();
    // Who watches would keep the server from stopping.
    app.addHook('preClose', async () => {
      for (const out of open) out.end(`retry: ${COME_AGAIN_MS}\n\n`);
    });

    app.get(
      '/tail',
      {
        // It would watch, and show nothing.
        exposeHeadRoute: false,
        config: { permission: 'read-events', audit: { verb: 'watch', resource: 'events', long: true } },
        schema: {
          summary: 'Events as they arrive',
          description:
            'Server-sent events: `record` with an EventItem; `missed` with `{"count"}` when the client was too slow for some; `problem` with a Problem when watching cannot go on.',
          tags: ['questions'],
          querystring: TailQuery,
        },
      },
      (request, reply) => {
        const out = reply.raw;
        let missed = 0;
        const isFull = () => out.writableLength > MAX_WAITING_BYTES;
        const tellMissed = () => {
          if (missed > 0) out.write(`event: missed\ndata: ${JSON.stringify({ count: missed })}\n\n`);
          missed = 0;
        };

        const ended = (error: unknown) => {
          out.end(`event: problem\ndata: ${JSON.stringify(problemOf(toVerbatimError(error)))}\n\n`);
        };

        // It may be refused, and then the answer is a problem like any other.
        const stop = eventsFor(request).follow(request.query, {
          take: (record, person) => {
            if (isFull()) {
              missed++;
              return false;
            }
            tellMissed();
            tell(request, { returned: 1 });
            out.write(`event: record\nid: ${record.id}\ndata: ${itemJson(partsOf(record, person))}\n\n`);
            return true;
          },
          ended,
        });
        reply.hijack();
        out.writeHead(200, {
          ...ANSWER_HEADERS,
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        });
        out.write(': following\n\n');
        open.add(out);
        const alive = setInterval(() => {
          if (out.writableEnded) return;
          try {
            // Where nothing arrives, nothing else asks whether the credential still holds.
            holder(request);
          } catch (error) {
            leave();
            ended(error);
            return;
          }
          if (isFull()) return;
          tellMissed();
          out.write(': still here\n\n');
        }, keepAliveMs);
        const leave = () => {
          clearInterval(alive);
          stop();
          open.delete(out);
        };
        out.once('close', leave);
      },
    );
  };
}

function partsOf(record: AuditRecord, person: string): Parameters<typeof itemJson>[0] {
  const { event, raw, quarantine, ...rest } = record;
  const outcome = outcomeOf(event);
  return {
    ...rest,
    ...(quarantine ? { quarantine } : {}),
    actor: person,
    outcome,
    summary: quarantine
      ? `an event that could not be read (${quarantine.reason}: ${quarantine.detail})`
      : summaryOf(event, actorOf(event), outcome, person),
    eventJson: record.native ? onOneLine(Buffer.from(raw).toString('utf8')) : JSON.stringify(event),
  };
}
