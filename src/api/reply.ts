/** A reply whose schema describes what a client reads, not the text or stream that the handler sends. */
export interface Reply {
  type(contentType: string): unknown;
  send(payload: never): unknown;
}

/** Sends text, bytes or a stream as they are. */
export function sendAs(reply: Reply, contentType: string, payload: unknown): never {
  reply.type(contentType);
  return reply.send(payload as never) as never;
}
