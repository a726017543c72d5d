import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { VerbatimError } from '../../errors.ts';
import type { FoundRecord } from '../../store/read-row.ts';
import type { Order, Position } from '../../store/select.ts';
import type { Answers } from '../access/scoped-events.ts';
import { tell } from '../audit/audited.ts';
import { clientGone } from '../client-gone.ts';
import { DEFAULT_PAGE, EventItem, EventsPage, EventsQuery, MAX_PAGE, type View } from '../contract.ts';
import { formatCursor, parseCursor } from '../cursor.ts';
import { itemJson } from '../item.ts';
import type { RouteOptions } from '../options.ts';
import { sendAs } from '../reply.ts';

/** Records that a stream asks the store for at once: more would hold more memory, fewer cost more questions. */
const STREAM_PAGE = 2_000;
const NDJSON = 'application/x-ndjson';
const NOTHING = { records: [], next: undefined };

/** `GET /events` and `GET /events/{id}`. */
export function eventRoutes({ eventsFor }: RouteOptions): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/events',
      {
        config: { permission: 'read-events', audit: { verb: 'search', resource: 'events' } },
        schema: {
          summary: 'Events, newest first',
          description: `A page of JSON, or, with \`Accept: ${NDJSON}\`, all of them as a stream, one a line. A page is cut where events are large: \`next\` alone says whether there are more.`,
          tags: ['questions'],
          querystring: EventsQuery,
          response: { 200: EventsPage },
        },
      },
      async (request, reply) => {
        const { order = 'desc', cursor, limit, view = 'envelope' } = request.query;
        const answers = eventsFor(request).ask(request.query);
        const after = cursor ? parseCursor(cursor, order) : undefined;
        const signal = clientGone(reply);
        const gave = (returned: number) => tell(request, { returned });
        if (request.headers.accept?.includes(NDJSON)) {
          const paging = { order, after, limit: limit || Number.POSITIVE_INFINITY, signal, gave };
          const pages = pagesOf(answers, paging);
          // The first page comes before the answer, so that an error still has a status of its own.
          const first = await pages.next();
          return sendAs(reply, NDJSON, Readable.from(lines(first, pages, view)));
        }
        const size = Math.min(limit ?? DEFAULT_PAGE, MAX_PAGE);
        const { records, next } = size === 0 ? NOTHING : await answers.page({ limit: size, order, after, signal });
        gave(records.length);
        const cursorJson = JSON.stringify(next ? formatCursor(next, order) : null);
        return sendAs(reply, 'application/json', `{"items":[${records.map(itemJson).join(',')}],"next":${cursorJson}}`);
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

interface Paging {
  readonly order: Order;
  readonly after: Position | undefined;
  readonly limit: number;
  readonly signal: AbortSignal;
  /** Told how many records were handed on. */
  readonly gave: (records: number) => void;
}

/** All records of a selection, page by page. Each page is a question of its own, so nothing is held in between. */
async function* pagesOf(
  answers: Answers,
  { order, after, limit, signal, gave }: Paging,
): AsyncGenerator<FoundRecord[]> {
  let left = limit;
  let position = after;
  while (left > 0) {
    const size = Math.min(left, STREAM_PAGE);
    const { records, next } = await answers.page({ limit: size, order, after: position, signal });
    gave(records.length);
    yield records;
    if (!next) return;
    left -= records.length;
    position = next;
  }
}

async function* lines(
  first: IteratorResult<FoundRecord[]>,
  rest: AsyncGenerator<FoundRecord[]>,
  view: View,
): AsyncGenerator<Buffer> {
  if (!first.done) yield* pieces(first.value, view);
  for await (const page of rest) yield* pieces(page, view);
}

/** Lines are sent together up to this size, in bytes; a larger record is a piece of its own, which is not copied. */
const PIECE_BYTES = 256 * 1024;
const NEWLINE = Buffer.from('\n');

function* pieces(page: readonly FoundRecord[], view: View): Generator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for (const record of page) {
    const line = lineOf(record, view);
    waiting.push(line, NEWLINE);
    bytes += line.length + 1;
    if (bytes < PIECE_BYTES) continue;
    if (line.length < PIECE_BYTES) yield Buffer.concat(waiting, bytes);
    else yield* waiting;
    waiting = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(waiting, bytes);
}

function lineOf(record: FoundRecord, view: View): Buffer {
  if (view === 'raw') return record.raw;
  return Buffer.from(view === 'event' ? record.eventJson : itemJson(record));
}
