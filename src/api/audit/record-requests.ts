import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { VerbatimError } from '../../errors.ts';
import { nowMicros } from '../../event/time.ts';
import { addressKey } from '../access/address-key.ts';
import type { Audited } from './audited.ts';
import type { Actor, Deed } from './own-event.ts';
import type { Recorder } from './recorder.ts';
import type { RefusalLimit } from './refusal-limit.ts';
import { saidBy, sourceIPsOf, userAgentOf } from './request-facts.ts';

export interface RecordRequestsOptions {
  readonly recorder: Recorder;
  readonly limit: RefusalLimit;
  /** Who makes a request; `undefined` where nobody is known. */
  readonly actorOf: (request: FastifyRequest) => Actor | undefined;
  /** Whether questions are recorded. Changes always are. */
  readonly searches: boolean;
}

/** A request that is recorded, from its beginning on. */
interface Recording {
  readonly audited: Audited;
  readonly auditID: string;
  readonly receivedAt: string;
  /** Its parameters and body are what the route takes. */
  valid: boolean;
  ended: boolean;
}

const REFUSED: ReadonlySet<number> = new Set([401, 403, 429]);

/**
 * Records what requests do, by what their routes say of themselves.
 *
 * - A change is durable as RequestReceived before it is done, or it is not done; as ResponseComplete before its answer.
 * - What takes rights away is recorded likewise, and done though that fails: a full disk must not keep a stolen token alive.
 * - A question is recorded before its answer is given, and answered though that fails: who investigates a full disk must
 *   be able to search. An answer that goes on has a record at its beginning and one at its end.
 * - Signing in and out is recorded like a question: a full disk must not keep anybody out, or in.
 * - A request without a valid credential, or not allowed, is recorded as long as there are not too many.
 */
export function recordRequests(app: FastifyInstance, options: RecordRequestsOptions): void {
  const { recorder, limit, actorOf, searches } = options;
  const recordings = new WeakMap<FastifyRequest, Recording>();

  const deedOf = (request: FastifyRequest, { audited, auditID, receivedAt, valid }: Recording) => ({
    auditID,
    receivedAt,
    stageAt: nowMicros(),
    verb: audited.verb,
    actor: actorOf(request),
    ...saidBy(request, audited, valid),
  });

  async function refuseUnlessRecorded(deed: Deed): Promise<void> {
    try {
      await recorder.record(deed);
    } catch (cause) {
      const { code } = cause as VerbatimError;
      const detail = `Nothing was done: it could not be recorded. ${(cause as Error).message}`;
      throw new VerbatimError(code === 'PUSH_BACK' ? code : 'JOURNAL_WRITE', detail, { cause });
    }
  }

  /** The record of its end comes when the answer does, however that is. */
  function recordEnd(request: FastifyRequest, reply: FastifyReply, recording: Recording): void {
    const end = () => {
      if (recording.ended) return;
      recording.ended = true;
      const { statusCode: code } = reply.raw;
      void recorder.tryToRecord({ ...deedOf(request, recording), stage: 'ResponseComplete', code });
    };
    // Who asked may have left while the beginning was recorded.
    if (reply.raw.closed) end();
    else reply.raw.once('close', end);
  }

  app.addHook('onRequest', async (request, reply) => {
    const { audit: audited } = request.routeOptions.config;
    if (!audited || (!audited.changes && !audited.always && !searches)) return;
    const auditID = randomUUID();
    recordings.set(request, { audited, auditID, receivedAt: nowMicros(), valid: false, ended: false });
    reply.header('audit-id', auditID);
  });

  app.addHook('preHandler', async (request, reply) => {
    const recording = recordings.get(request);
    if (!recording) return;
    recording.valid = true;
    const { changes, disarms, long } = recording.audited;
    const received: Deed = { ...deedOf(request, recording), stage: 'RequestReceived' };
    if (disarms) await recorder.tryToRecord(received);
    else if (changes) await refuseUnlessRecorded(received);
    if (!long) return;
    // Its handler writes the head by itself.
    reply.raw.setHeader('audit-id', recording.auditID);
    await recorder.tryToRecord(received);
    recordEnd(request, reply, recording);
    // Its handler would wait for an end that has been.
    if (reply.raw.closed) return reply.hijack();
  });

  app.addHook('onSend', async (request, reply, payload) => {
    const { statusCode: code } = reply;
    const recording = recordings.get(request);
    if (!actorOf(request) || !recording) {
      if (REFUSED.has(code)) await recordRefusal(request, code, recording?.auditID);
    } else if (!recording.ended) {
      const deed = { ...deedOf(request, recording), code };
      // The answer to a request whose body is not all there is a stream too; it is one that ends.
      if (isStream(payload) && code < 400) {
        await recorder.tryToRecord({ ...deed, stage: 'ResponseStarted' });
        recordEnd(request, reply, recording);
      } else {
        recording.ended = true;
        await recorder.tryToRecord({ ...deed, stage: 'ResponseComplete' });
      }
    }
    return payload;
  });

  async function recordRefusal(request: FastifyRequest, code: number, auditID: string = randomUUID()): Promise<void> {
    const unrecorded = limit.admit(addressKey(request.ip));
    if (unrecorded === undefined) return;
    const actor = actorOf(request);
    const now = nowMicros();
    await recorder.tryToRecord({
      auditID,
      stage: 'ResponseComplete',
      receivedAt: now,
      stageAt: now,
      verb: actor ? request.method.toLowerCase() : 'login',
      actor,
      // Of who is not known, only the path is kept: a query may be a secret that was sent in the wrong place.
      requestURI: request.url.split('?', 1)[0]?.slice(0, MAX_PATH),
      sourceIPs: sourceIPsOf(request),
      userAgent: userAgentOf(request),
      code,
      notes: { unrecorded: unrecorded || undefined },
    });
  }
}

/** Paths of this server are short. */
const MAX_PATH = 512;

function isStream(payload: unknown): boolean {
  return typeof (payload as { pipe?: unknown } | null | undefined)?.pipe === 'function';
}
