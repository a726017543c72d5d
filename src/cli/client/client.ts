import { VerbatimError } from '../../errors.ts';
import { parseExact } from '../../event/exact-json.ts';
import { problemOf } from './problem.ts';
import { send } from './send.ts';
import type { Server } from './server.ts';
import { unreachable } from './unreachable.ts';

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Members without a value, or with an empty one, are left out. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly accept?: string;
  readonly contentType?: string;
  readonly contentEncoding?: string;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
}

export interface Client {
  readonly server: Server;
  /** The answer, once its head is there. Any status but 2xx is raised as the VerbatimError that its problem document says. */
  readonly request: (path: string, options?: RequestOptions) => Promise<Response>;
  readonly text: (path: string, options?: RequestOptions) => Promise<string>;
  /** The answer as JSON. */
  readonly json: <T>(path: string, options?: RequestOptions) => Promise<T>;
}

/** Speaks HTTP to one server. */
export function createClient(server: Server): Client {
  async function request(path: string, options: RequestOptions = {}): Promise<Response> {
    const url = new URL(path, server.url);
    for (const [name, value] of Object.entries(options.query ?? {})) {
      if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
    }
    const response = await answerTo(url, options);
    if (!response.ok) throw await problemOf(response, server);
    return response;
  }

  async function answerTo(url: URL, options: RequestOptions): Promise<Response> {
    const headers: Record<string, string> = { accept: options.accept ?? 'application/json' };
    if (server.token) headers.authorization = `Bearer ${server.token}`;
    if (options.contentType) headers['content-type'] = options.contentType;
    if (options.contentEncoding) headers['content-encoding'] = options.contentEncoding;
    try {
      // A redirect would turn a POST into a GET and may carry the token elsewhere: none is followed.
      return await send(url, {
        method: options.method ?? 'GET',
        headers,
        body: options.body,
        signal: options.signal,
        authority: server.authority,
      });
    } catch (error) {
      if (options.signal?.aborted) throw error;
      throw unreachable(server.url, error);
    }
  }

  async function text(path: string, options?: RequestOptions): Promise<string> {
    const response = await request(path, options);
    try {
      return await response.text();
    } catch (error) {
      throw unreachable(server.url, error);
    }
  }

  async function json<T>(path: string, options?: RequestOptions): Promise<T> {
    const answer = await text(path, options);
    try {
      return parseExact(answer) as T;
    } catch (error) {
      throw new VerbatimError('SERVER_ANSWER', `What answers at ${server.url.href} is not Verbatim.`, { cause: error });
    }
  }

  return { server, request, text, json };
}
