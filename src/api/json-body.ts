import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { VerbatimError } from '../errors.ts';
import { type BodyBounds, bodyPieces } from '../sources/body-pieces.ts';
import { readBody } from '../sources/read-body.ts';

/** Bodies of requests that are not deliveries: names and settings. */
const MAX_BYTES = 1024 * 1024;
/** Nobody needs longer for so little. */
const BOUNDS: BodyBounds = { idleMs: 10_000, wholeMs: 30_000 };

/** JSON is the only kind of body that the API takes. */
export function takeJsonBodies(api: FastifyInstance): void {
  const parse = api.getDefaultJsonParser('error', 'error');
  api.removeAllContentTypeParsers();
  api.addContentTypeParser('application/json', (request, body: IncomingMessage, done) => {
    const coding = request.headers['content-encoding'] ?? 'identity';
    if (coding !== 'identity') {
      done(
        new VerbatimError('ENCODING_UNSUPPORTED', `The content encoding ${coding} is not supported here; use none.`),
      );
      return;
    }
    readBody(bodyPieces(body, BOUNDS), { maxBytes: MAX_BYTES }).then(
      (bytes) => parse(request, bytes.toString('utf8'), done),
      done,
    );
  });
}
