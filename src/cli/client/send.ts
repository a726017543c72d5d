import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Readable } from 'node:stream';
import { version } from '../../package.ts';

export interface SendOptions {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The PEM certificates of the only authorities that are trusted; without it, those that Node trusts. */
  readonly authority?: Uint8Array | undefined;
}

/** A name that is looked up and an address that is tried take this long at most, together with the handshake. */
const CONNECT_MS = 10_000;
/** The longest silence: a question may keep the server busy, and a proxy has given up by then. */
const SILENCE_MS = 300_000;

/** Answers that have no body, and for which a Response takes none. */
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Sends one request; redirects are not followed. `fetch` trusts no authority that is named while the program runs.
 * Rejects with an error whose cause is the network's; so does the body where the connection breaks off.
 */
export function send(url: URL, { method, headers, body, signal, authority }: SendOptions): Promise<Response> {
  return new Promise((resolve, reject) => {
    const failed = (cause: Error) => reject(new Error('The request failed.', { cause }));
    const isSecure = url.protocol === 'https:';
    const request = (isSecure ? requestHttps : requestHttp)(url, {
      method,
      headers: { 'user-agent': `verbatim/${version()}`, ...headers },
      ...(authority ? { ca: Buffer.from(authority) } : {}),
      ...(signal ? { signal } : {}),
    });
    const late = () => request.destroy(Object.assign(new Error('It took too long.'), { code: 'ETIMEDOUT' }));
    const connecting = setTimeout(late, CONNECT_MS);
    const connected = () => clearTimeout(connecting);
    request
      .setTimeout(SILENCE_MS, late)
      .once('socket', (socket) => {
        if (!socket.connecting) connected();
        else socket.once(isSecure ? 'secureConnect' : 'connect', connected);
      })
      .once('close', connected)
      .on('error', failed)
      .once('response', (message) => {
        const { statusCode: status = 0, headersDistinct } = message;
        const pairs = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
          values.map((value): [string, string] => [name, value]),
        );
        try {
          const content = WITHOUT_BODY.has(status) ? null : Readable.toWeb(message);
          // What is not read would hold the connection, and that the process.
          if (content === null) message.resume();
          resolve(new Response(content as ReadableStream<Uint8Array> | null, { status, headers: pairs }));
        } catch (error) {
          request.destroy();
          failed(error as Error);
        }
      });
    request.end(body);
  });
}
