import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { VerbatimError } from '../../errors.ts';
import type { Intake } from '../intake.ts';
import type { KubernetesWebhookConfig } from './config.ts';

export const SOURCE_TYPE = 'kubernetes-webhook';

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
    let inFlight = 0;

    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: config.max_body_bytes }, (_request, body, done) =>
      done(null, body),
    );

    app.post<{ Params: { cluster: string } }>('/ingest/kubernetes/:cluster', {
      bodyLimit: config.max_body_bytes,
      schema: {
        summary: 'Audit webhook of kube-apiserver',
        description:
          'An `EventList` or one Event of audit.k8s.io. 200 with an empty body means that all of it is durable.',
        tags: ['ingest'],
        params: { type: 'object', properties: { cluster: { type: 'string' } }, required: ['cluster'] },
      },
      onRequest: async (request, reply) => {
        authorize(request.params.cluster, request);
        const encoding = request.headers['content-encoding'] ?? 'identity';
        if (encoding !== 'identity') {
          const detail = `the content encoding ${encoding} is not supported; kube-apiserver sends none`;
          throw new VerbatimError('ENCODING_UNSUPPORTED', detail);
        }
        const size = announcedBytes(request, config.max_body_bytes);
        if (size > config.max_body_bytes) {
          const detail = `the body has ${size} bytes; max_body_bytes of this source allows ${config.max_body_bytes}`;
          throw new VerbatimError('BODY_TOO_LARGE', detail);
        }
        if (inFlight > 0 && inFlight + size > config.max_bytes_in_flight) {
          throw new VerbatimError('PUSH_BACK', 'Too many bytes are being received at once.');
        }
        inFlight += size;
        reply.raw.once('close', () => {
          inFlight -= size;
        });
      },
      handler: async (request, reply) => {
        const body = request.body as Buffer | undefined;
        if (!body || body.length === 0)
          throw new VerbatimError('BODY_INVALID', 'The body is empty; expected an EventList.');
        await intake.body(
          { cluster: request.params.cluster, source: SOURCE_TYPE, node: '', component: 'kube-apiserver' },
          body,
        );
        return reply.code(200).send();
      },
    });
  };
}

/** What the request says its body will have; without a length, the most that it may have. */
function announcedBytes(request: FastifyRequest, most: number): number {
  const length = request.headers['content-length'];
  return length === undefined ? most : Number(length);
}
