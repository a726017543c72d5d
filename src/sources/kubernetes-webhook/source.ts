import type { Readable } from 'node:stream';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { VerbatimError } from '../../errors.ts';
import { createBodyMemory } from '../body-memory.ts';
import { type BodyBounds, bodyPieces } from '../body-pieces.ts';
import { contentCoding, unpacked } from '../content-coding.ts';
import { createInFlight } from '../in-flight.ts';
import type { Intake } from '../intake.ts';
import { readInto } from '../read-body.ts';
import type { KubernetesWebhookConfig } from './config.ts';

export const SOURCE_TYPE = 'kubernetes-webhook';

/**
 * kube-apiserver gives a whole request 30 s; a sender that sends nothing for as long is gone. However slow the network: no
 * audit webhook waits five minutes.
 */
const BODY_BOUNDS: BodyBounds = { idleMs: 30_000, wholeMs: 300_000 };

export interface KubernetesWebhookOptions {
  readonly config: KubernetesWebhookConfig;
  readonly intake: Intake;
  /** Refuses the request by throwing UNAUTHORIZED or FORBIDDEN unless its credential is that of the cluster. */
  readonly authorize: (cluster: string, request: FastifyRequest) => void;
}

/**
 * `POST /ingest/kubernetes/{cluster}`: an `EventList` or one Event, as kube-apiserver sends them.
 * Answers 200 with an empty body once all of it is durable. What cannot be read is kept, marked and acknowledged,
 * because any other answer makes the API server send the whole batch again and then drop it.
 */
export function kubernetesWebhook({ config, intake, authorize }: KubernetesWebhookOptions): FastifyPluginAsync {
  return async (app) => {
    const inFlight = createInFlight(config.max_bytes_in_flight);
    const memory = createBodyMemory();
    const counting = new WeakMap<FastifyRequest, (bytes: number) => void>();

    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (request: FastifyRequest, body: Readable) => {
      const coding = contentCoding(request.headers['content-encoding']);
      const pieces = unpacked(bodyPieces(body, BODY_BOUNDS), coding);
      const hold = counting.get(request);
      const announced = coding === 'identity' ? announcedBytes(request) : undefined;
      return readInto(pieces, { maxBytes: config.max_body_bytes, held: hold, memory, announced }).catch((error) => {
        // What failed is let go at once; its answer may take a while to close.
        hold?.(0);
        throw error;
      });
    });

    app.post<{ Params: { cluster: string } }>('/ingest/kubernetes/:cluster', {
      bodyLimit: config.max_body_bytes,
      config: { permission: 'deliver' },
      schema: {
        summary: 'Audit webhook of kube-apiserver',
        description:
          'An `EventList` or one Event of audit.k8s.io. 200 with an empty body means that all of it is durable.',
        tags: ['ingest'],
        params: { type: 'object', properties: { cluster: { type: 'string' } }, required: ['cluster'] },
      },
      onRequest: async (request, reply) => {
        authorize(request.params.cluster, request);
        contentCoding(request.headers['content-encoding']);
        const announced = announcedBytes(request);
        if (announced !== undefined && announced > config.max_body_bytes) {
          const detail = `The body has ${announced} bytes; sources.kubernetes-webhook.max_body_bytes allows ${config.max_body_bytes}.`;
          throw new VerbatimError('BODY_TOO_LARGE', detail);
        }
        counting.set(request, inFlight.begin(reply.raw));
      },
      handler: async (request, reply) => {
        // The body may have taken minutes; a credential that was taken away meanwhile delivers nothing.
        authorize(request.params.cluster, request);
        const body = request.body as Buffer | undefined;
        if (!body || body.length === 0)
          throw new VerbatimError('BODY_INVALID', 'The body is empty; expected an EventList.');
        await intake.body(
          {
            cluster: request.params.cluster,
            type: SOURCE_TYPE,
            source: SOURCE_TYPE,
            node: '',
            component: 'kube-apiserver',
          },
          body,
        );
        // All of it is durable, so nobody looks at it any more. Where it is not, somebody may.
        memory.give(body);
        return reply.code(200).send();
      },
    });
  };
}

/** Of a body that comes in chunks nobody knows. */
function announcedBytes({ headers }: FastifyRequest): number | undefined {
  const length = headers['content-length'];
  return length === undefined ? undefined : Number(length);
}
