import type { Readable } from 'node:stream';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { VerbatimError } from '../../errors.ts';
import { type FormatChoice, pinnedFormat } from '../../event/format-names.ts';
import { type BodyBounds, bodyPieces } from '../body-pieces.ts';
import { contentCoding, unpacked } from '../content-coding.ts';
import { createInFlight } from '../in-flight.ts';
import type { Intake, Receipt, Sender } from '../intake.ts';
import { whileAdmitted } from '../while-admitted.ts';
import type { LinesConfig } from './config.ts';

export interface LinesOptions {
  readonly config: LinesConfig;
  readonly intake: Intake;
  /** Gives whose credential it is; throws UNAUTHORIZED or FORBIDDEN if it may not deliver for the cluster. */
  readonly authorize: (cluster: string, request: FastifyRequest) => 'cluster' | 'admin';
  /**
   * Resolves when what is journaled by now can be searched; rejects with STORE_UNAVAILABLE when that takes longer than
   * a number of milliseconds.
   */
  readonly searchable: (withinMs: number) => Promise<void>;
  /** The schemas of the query and of the answer. */
  readonly schema: { readonly querystring: object; readonly response: object };
}

export const SOURCE_TYPE = 'lines';
/** What stands for the source of lines that an administrator brings though they may have come before. */
const IMPORT = 'import';

/** A proxy between gives up after a minute or so. */
const SEARCHABLE_WITHIN_MS = 30_000;

/**
 * A body may take for ever, as long as it comes. A shipper or an import that has nothing to send for half a minute is gone,
 * and the slowest of networks brings more than 256 bytes a second.
 */
const BODY_BOUNDS: BodyBounds = { idleMs: 30_000, slowest: { bytes: 256 * 60, overMs: 60_000 } };

interface LinesQuery {
  source?: string;
  node?: string;
  component?: string;
  format?: FormatChoice;
  file?: string;
  content?: string;
  offset?: number;
  history?: boolean;
  wait?: boolean;
}

/**
 * `POST /ingest/lines/{cluster}`: newline-delimited lines, of any length together. They are journaled as they come;
 * the answer comes once all are durable and says what became of them. To send them again is safe.
 */
export function linesSource({ config, intake, authorize, searchable, schema }: LinesOptions): FastifyPluginAsync {
  return async (app) => {
    const inFlight = createInFlight(config.max_bytes_in_flight);
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

    app.post<{ Params: { cluster: string }; Querystring: LinesQuery }>('/ingest/lines/:cluster', {
      config: { permission: 'deliver' },
      schema: {
        summary: 'Lines of any known format',
        description: 'For shippers and for `verbatim import`. `Content-Encoding: gzip` and `zstd` are accepted.',
        tags: ['ingest'],
        params: { type: 'object', properties: { cluster: { type: 'string' } }, required: ['cluster'] },
        querystring: schema.querystring,
        response: { 200: schema.response },
      },
      onRequest: async (request) => {
        authorize(request.params.cluster, request);
        contentCoding(request.headers['content-encoding']);
      },
      handler: async (request, reply): Promise<Receipt> => {
        const admit = () => authorize(request.params.cluster, request);
        const sender = senderOf(request.params.cluster, request.query, admit());
        const body = request.body as Readable | undefined;
        if (!body) throw new VerbatimError('BODY_INVALID', 'The body is empty; expected lines.');
        const sent = whileAdmitted(bodyPieces(body, BODY_BOUNDS), admit);
        const pieces = unpacked(sent, contentCoding(request.headers['content-encoding']));
        const hold = inFlight.begin(reply.raw);
        // What failed is let go at once; its answer may take a while to close.
        const receipt = await intake.lines(sender, pieces, hold).finally(() => hold(0));
        if (request.query.wait) await searchable(SEARCHABLE_WITHIN_MS);
        return receipt;
      },
    });
  };
}

/** Who delivers. What the envelope says beyond the cluster is vouched for, so only an administrator may say it. */
function senderOf(cluster: string, query: LinesQuery, by: 'cluster' | 'admin'): Sender {
  const { history = false, node = '', component = 'kube-apiserver' } = query;
  const source = query.source ?? (history && by === 'admin' ? IMPORT : SOURCE_TYPE);
  const { file: name, content = name ?? '', offset = 0 } = query;
  const told = (['source', 'node', 'component', 'format', 'file'] as const).filter((key) => query[key] !== undefined);
  if (by === 'cluster' && told.length > 0) {
    throw new VerbatimError('FORBIDDEN', `Only an administrator’s token may say ${told.join(', ')}; leave it out.`);
  }
  const file = name === undefined ? undefined : { name, content, at: offset };
  const format = pinnedFormat(query.format);
  return { cluster, type: SOURCE_TYPE, source, node, component, format, mayBeOld: history, file };
}
