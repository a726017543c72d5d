/** What a server answered; the body of an answer is read and thrown away, as kube-apiserver does. */
export interface Reply {
  readonly status: number;
  /** Whole seconds; a date or anything else counts as none. */
  readonly retryAfter?: number;
  /** The server will close the connection. */
  readonly closes: boolean;
}

const HEADERS_END = '\r\n\r\n';
const LAST_CHUNK = '0\r\n\r\n';
/** Headers and body of an answer to a webhook; a server that writes more is not one. */
const MAX_REPLY_BYTES = 1024 * 1024;

function header(head: string, name: string): string | undefined {
  return new RegExp(`\\r\\n${name}:[ \\t]*([^\\r]*)`, 'i').exec(head)?.[1]?.trim();
}

/**
 * Reads one answer from what has arrived: `undefined` while more must come. Bodies with a length or in chunks are
 * understood (RFC 9112), which is what HTTP/1.1 servers send on connections that stay open.
 */
export function readReply(arrived: string): Reply | undefined {
  if (arrived.length > MAX_REPLY_BYTES) throw new Error('The answer is too large.');
  const end = arrived.indexOf(HEADERS_END);
  if (end < 0) return undefined;
  const head = arrived.slice(0, end);
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? Number.NaN);
  if (Number.isNaN(status)) throw new Error('The answer is not HTTP/1.1.');
  if (status < 200) return readReply(arrived.slice(end + HEADERS_END.length));

  const body = arrived.length - end - HEADERS_END.length;
  const chunked = header(head, 'transfer-encoding')?.toLowerCase() === 'chunked';
  const complete = chunked ? arrived.endsWith(LAST_CHUNK) : body >= Number(header(head, 'content-length') ?? 0);
  if (!complete) return undefined;

  const after = header(head, 'retry-after');
  const closes = header(head, 'connection')?.toLowerCase() === 'close';
  return { status, closes, ...(after !== undefined && /^\d+$/.test(after) && { retryAfter: Number(after) }) };
}
