import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Readable } from 'node:stream';
import { VerbatimError } from '../../errors.ts';
import { readBody } from '../read-body.ts';

/** A daemon, as far as it is asked: https://docs.docker.com/reference/api/engine/. */
export interface Engine {
  /** The answer, or `undefined` where there is no such thing. Throws SERVER_UNREACHABLE and SERVER_ANSWER. */
  get(path: string): Promise<unknown>;
  /** An answer that comes for as long as there is any; `undefined` where there is no such thing. Throws as `get`. */
  open(path: string): Promise<Readable | undefined>;
}

/** Where a daemon is: options of a request, read anew for each. */
export type Endpoint = () => Promise<{ readonly isTls: boolean; readonly options: RequestOptions }>;

/** A list of a thousand containers has some 2 MB. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const MAX_REASON_BYTES = 4_096;
/** A daemon that is busy takes seconds to list its containers. */
const ANSWER_MS = 30_000;
/** A connection over which nothing comes is tried after this time, so that a daemon that went away is noticed. */
const KEEP_ALIVE_MS = 30_000;

/** `signal` ends all that is under way. */
export function createEngine(endpoint: Endpoint, signal: AbortSignal): Engine {
  async function send(path: string, ends: AbortSignal): Promise<IncomingMessage> {
    const { isTls, options } = await endpoint();
    return new Promise((resolve, reject) => {
      const request = (isTls ? requestHttps : requestHttp)({ ...options, path, signal: ends, agent: false });
      request.on('socket', (socket) => socket.setKeepAlive(true, KEEP_ALIVE_MS));
      request.on('response', resolve);
      request.on('error', reject);
      request.end();
    });
  }

  /** An answer that is no failure. */
  async function ask(path: string, ends: AbortSignal): Promise<IncomingMessage | undefined> {
    const response = await send(path, ends);
    if (response.statusCode === 200) return response;
    const reason = await reasonOf(response);
    if (response.statusCode === 404) return undefined;
    throw new VerbatimError('SERVER_ANSWER', `The Engine answered ${response.statusCode}: ${reason}`, { path });
  }

  return {
    open: (path) => ask(path, signal).catch(unreachable),
    get: async (path) => {
      const ends = new AbortController();
      const stop = () => ends.abort();
      const timer = setTimeout(() => ends.abort(new Error(`it did not answer in ${ANSWER_MS} ms`)), ANSWER_MS);
      signal.addEventListener('abort', stop);
      try {
        const answer = await ask(path, ends.signal);
        return answer && parse(await readBody(answer, { maxBytes: MAX_ANSWER_BYTES }));
      } catch (cause) {
        return unreachable(cause);
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
      }
    },
  };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (cause) {
    throw new VerbatimError('SERVER_ANSWER', 'The Engine’s answer is no JSON.', { cause });
  }
}

/** What the Engine says: `{"message": "…"}`. */
async function reasonOf(response: IncomingMessage): Promise<string> {
  const body = await readBody(response, { maxBytes: MAX_REASON_BYTES }).catch(() => Buffer.alloc(0));
  response.destroy();
  try {
    return String((JSON.parse(body.toString()) as { message?: unknown }).message);
  } catch {
    return body.toString().trim() || 'nothing more';
  }
}

/** Says what keeps the daemon from being asked: no connection, no answer in time, a certificate that cannot be read. */
function unreachable(cause: unknown): never {
  if (cause instanceof VerbatimError) throw cause;
  const { message, cause: inner } = cause as Error;
  const why = inner instanceof Error ? inner.message : message;
  throw new VerbatimError('SERVER_UNREACHABLE', `The Engine cannot be reached: ${why}`, { cause });
}
