import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type ErrorCode, VerbatimError } from '../errors.ts';
import { problemOf } from './problem.ts';

/** So long may a client take to read why its connection ends, while what it still sends is thrown away. */
const LINGER_MS = 5_000;

/** Errors of node's HTTP parser that say more than that the request is malformed. */
const KNOWN: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  HPE_HEADER_OVERFLOW: ['HEADERS_TOO_LARGE', 'The request line and the headers are larger than the limit together.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['BODY_TOO_LARGE', 'The extensions of the chunks are larger than the limit.'],
  HPE_PAUSED_H2_UPGRADE: ['REQUEST_INVALID', 'HTTP/2 is not spoken here; use HTTP/1.1.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['HEADERS_TIMEOUT', 'The headers of the request did not arrive in time.'],
};

/** Answers what is no HTTP request, on its socket: there is no request to reply to. `answers` gives what a socket is being answered. */
export function createClientErrorHandler(answers: Pick<WeakMap<Socket, ServerResponse>, 'get'>) {
  const told = new WeakSet<Socket>();

  return (cause: NodeJS.ErrnoException, socket: Socket): void => {
    // The parser fails again with all that comes later.
    if (told.has(socket)) return;
    told.add(socket);
    const answer = answers.get(socket);
    const isMidAnswer = answer?.headersSent && !answer.writableFinished;
    if (cause.code === 'ECONNRESET' || !socket.writable || isMidAnswer) {
      socket.destroy();
      return;
    }
    socket.end(answerOf(errorOf(cause)));
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => clearTimeout(timer));
  };
}

function errorOf(cause: NodeJS.ErrnoException & { reason?: unknown }): VerbatimError {
  const [code, detail] = KNOWN[cause.code ?? ''] ?? ['REQUEST_INVALID', malformed(cause)];
  return new VerbatimError(code, detail, { cause });
}

function malformed({ reason }: { reason?: unknown }): string {
  return `This is no HTTP/1.1 request${typeof reason === 'string' && reason !== '' ? `: ${reason}` : ''}.`;
}

function answerOf(error: VerbatimError): string {
  const body = JSON.stringify(problemOf(error));
  return [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
