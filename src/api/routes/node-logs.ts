import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { VerbatimError } from '../../errors.ts';
import type { ListedFile } from '../../store/files/list.ts';
import { tell } from '../audit/audited.ts';
import { clientGone } from '../client-gone.ts';
import { MAX_NODE_LOGS, NodeLogQuery, NodeLogsAnswer, NodeLogsQuery } from '../contract.ts';
import type { RouteOptions } from '../options.ts';
import { clustersOf } from '../question.ts';
import { sendAs } from '../reply.ts';

const BYTES = 'application/octet-stream';

/** `GET /node-logs` and `GET /node-logs/content`. */
export function nodeLogRoutes({ eventsFor }: RouteOptions): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/node-logs',
      {
        config: { permission: 'read-events', audit: { verb: 'list', resource: 'node-logs' } },
        schema: {
          summary: 'Log files of nodes',
          description: `The files that lines were read from, by cluster, node, component and name. More than ${MAX_NODE_LOGS} are refused; then a node or a component has to be named. Not for tokens that see some namespaces only: a file holds the events of all.`,
          tags: ['questions'],
          querystring: NodeLogsQuery,
          response: { 200: NodeLogsAnswer },
        },
      },
      async (request, reply) => {
        const { cluster, ...rest } = request.query;
        const selection = { ...rest, ...(cluster ? { clusters: clustersOf(cluster) } : {}) };
        const files = await eventsFor(request).files(selection, {
          limit: MAX_NODE_LOGS + 1,
          signal: clientGone(reply),
        });
        if (files.length > MAX_NODE_LOGS) {
          throw new VerbatimError(
            'REQUEST_INVALID',
            `There are more than ${MAX_NODE_LOGS} files; name a cluster, a node or a component.`,
          );
        }
        tell(request, { returned: files.length });
        return { files };
      },
    );

    app.get(
      '/node-logs/content',
      {
        config: { permission: 'read-events', audit: { verb: 'get', resource: 'node-logs' } },
        schema: {
          summary: 'A log file as it was',
          description: `What was read from a file, byte for byte, unpacked where it was packed (\`${BYTES}\`). Contents that had its name one after another follow each other. A line that was recorded before, under another name or by another way, stands where it was read first.`,
          tags: ['questions'],
          querystring: NodeLogQuery,
          produces: [BYTES],
        },
      },
      async (request, reply) => {
        const { cluster, ...file } = request.query;
        const signal = clientGone(reply);
        const events = eventsFor(request);
        const selection = { ...file, ...(cluster ? { clusters: clustersOf(cluster) } : {}) };
        const found = theOne(await events.files(selection, { limit: 2, signal }), file);
        tell(request, { name: nameOf(found) });
        const bytes = events.fileBytes(found, { signal });
        // The first piece comes before the answer, so that an error still has a status of its own.
        const first = await bytes.next();
        return sendAs(reply, BYTES, Readable.from(withFirst(first, bytes)));
      },
    );
  };
}

function theOne(files: readonly ListedFile[], asked: Omit<NodeLogQuery, 'cluster'>): ListedFile {
  const [found, another] = files;
  if (!found) throw new VerbatimError('NOT_FOUND', `Nothing was read from ${nameOf(asked)}.`);
  if (!another) return found;
  throw new VerbatimError(
    'REQUEST_INVALID',
    `Several clusters have ${nameOf(asked)}: ${found.cluster}, ${another.cluster}; name one.`,
  );
}

function nameOf({ node, component, file }: Omit<NodeLogQuery, 'cluster'>): string {
  return [node, component, file].filter(Boolean).join('/');
}

async function* withFirst(first: IteratorResult<Buffer>, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (!first.done) yield first.value;
  yield* rest;
}
