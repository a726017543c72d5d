import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { VerbatimError } from '../../errors.ts';
import type { FoundRecord } from '../../store/read-row.ts';
import type { Order } from '../../store/select.ts';
import { tell } from '../audit/audited.ts';
import { clientGone } from '../client-gone.ts';
import { DEFAULT_PAGE, EventItem, EventsPage, EventsQuery, MAX_COLUMNS, MAX_PAGE } from '../contract.ts';
import { formatCursor, parseCursor } from '../cursor.ts';
import { csvLines, fieldLines, type LineFormat, NDJSON, wholeLines } from '../events/line-formats.ts';
import { streamOf } from '../events/stream.ts';
import { namedFields } from '../field-list.ts';
import { itemJson } from '../item.ts';
import type { RouteOptions } from '../options.ts';
import { sendAs } from '../reply.ts';

const NOTHING = { records: [], next: undefined };

/** `GET /events` and `GET /events/{id}`. */
export function eventRoutes({ eventsFor, now }: RouteOptions): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/events',
      {
        config: { permission: 'read-events', audit: { verb: 'search', resource: 'events' } },
        schema: {
          summary: 'Events, newest first',
          description: `A page of JSON, in which each item has a line of its own, or, with \`Accept: ${NDJSON}\`, all of them as a stream, one a line; \`format\` asks for a stream by the address alone. A page is cut where events are large: \`next\` alone says whether there are more.`,
          tags: ['questions'],
          querystring: EventsQuery,
          response: { 200: EventsPage },
        },
      },
      async (request, reply) => {
        const { order = 'desc', cursor, limit, download } = request.query;
        const answers = eventsFor(request).ask(request.query);
        const after = cursor ? parseCursor(cursor, order) : undefined;
        const format = formatOf(request.query, request.headers.accept);
        const signal = clientGone(reply);
        const gave = (returned: number) => tell(request, { returned });
        if (format) {
          const paging = { order, after, limit: limit || Number.POSITIVE_INFINITY, signal, gave };
          const stream = await streamOf(answers, paging, format);
          if (download) reply.header('content-disposition', `attachment; filename="${fileName(now(), format)}"`);
          return sendAs(reply, format.type, Readable.from(stream));
        }
        const size = Math.min(limit ?? DEFAULT_PAGE, MAX_PAGE);
        const { records, next } = size === 0 ? NOTHING : await answers.page({ limit: size, order, after, signal });
        gave(records.length);
        const cursors = JSON.stringify({
          next: next ? formatCursor(next, order) : null,
          previous: previousOf(records, order),
        });
        return sendAs(reply, 'application/json', `{"items":${linesOf(records)},${cursors.slice(1)}`);
      },
    );

    app.get(
      '/events/:id',
      {
        config: { permission: 'read-events', audit: { verb: 'get', resource: 'events' } },
        schema: {
          summary: 'One record',
          description: 'By Verbatim’s own id. With `Accept: application/octet-stream`, the received bytes.',
          tags: ['questions'],
          params: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
          response: { 200: EventItem },
        },
      },
      async (request, reply) => {
        const { id } = request.params as { id: string };
        const found = await eventsFor(request).byId(id, clientGone(reply));
        if (!found) throw new VerbatimError('NOT_FOUND', `There is no record ${id}.`);
        if (request.headers.accept?.includes('application/octet-stream')) {
          return sendAs(reply, 'application/octet-stream', found.raw);
        }
        return sendAs(reply, 'application/json', itemJson(found));
      },
    );
  };
}

/** How the answer is streamed; `undefined` for a page of JSON. Throws QUERY_FIELD, or REQUEST_INVALID for what does not go together. */
function formatOf({ format, fields, view = 'envelope', download }: EventsQuery, accept = ''): LineFormat | undefined {
  const names = fields === undefined ? undefined : namedFields(fields, MAX_COLUMNS);
  if (format === 'csv') return csvLines(names);
  const isStream = format === 'jsonl' || accept.includes(NDJSON);
  if (isStream) return names ? fieldLines(names) : wholeLines(view);
  if (!names && !download) return undefined;
  const detail = 'fields and download are for streams; add format=jsonl or format=csv.';
  throw new VerbatimError('REQUEST_INVALID', detail);
}

/** `verbatim-20260301T031245Z.csv`; `now` is in microseconds since the epoch. */
function fileName(now: number, { extension }: LineFormat): string {
  const time = new Date(Math.floor(now / 1000)).toISOString().replace(/[-:]|\.\d+/g, '');
  return `verbatim-${time}.${extension}`;
}

/** A list with a line for each record: who reads it may do so one by one. */
function linesOf(records: readonly FoundRecord[]): string {
  return records.length === 0 ? '[]' : `[\n${records.map(itemJson).join(',\n')}\n]`;
}

/** In the other order, from the first record of a page on. */
function previousOf([first]: readonly FoundRecord[], order: Order): string | null {
  return first ? formatCursor(first, order === 'desc' ? 'asc' : 'desc') : null;
}
