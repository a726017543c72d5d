import { setMaxListeners } from 'node:events';
import type { FastifyReply } from 'fastify';

/** Aborts when the connection ends before the answer is sent: then nobody waits for it. */
export function clientGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  // One answer may be made of many questions, each of which listens.
  setMaxListeners(0, gone.signal);
  // The request's own `close` comes when its body is read, which says nothing of whether somebody waits.
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
