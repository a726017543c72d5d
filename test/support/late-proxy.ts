import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request that reached the proxy whole. */
interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request of which the server has got a part. */
interface Sending {
  finish(): void;
  readonly response: Promise<IncomingMessage>;
}

/** How much of a held insert goes on to the server at once: none of it, or all but the last byte. */
export type HeldBack = 'all' | 'the end';

/**
 * Stands before a ClickHouse server, and delivers some inserts late: whoever sent one sees its connection break, as with
 * a time-out, and the server gets it all the same, later.
 */
export interface LateProxy {
  readonly url: string;
  /** From now on inserts are held where this says so. */
  hold(heldBack: () => HeldBack | undefined): void;
  /** How many inserts are held. */
  held(): number;
  /** Delivers what is held, in its order, and gives the answers of the server: 0 where it has closed the connection. */
  deliver(): Promise<{ readonly status: number; readonly text: string }[]>;
  close(): Promise<void>;
}

/** The values of a question stand in its URL: ClickHouse takes as many. */
const MAX_HEADER_BYTES = 1024 * 1024;

export async function startLateProxy(upstream: string): Promise<LateProxy> {
  const waiting: (() => Sending)[] = [];
  let heldBack: () => HeldBack | undefined = () => undefined;

  async function take(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { method, url: path, headers } = incoming;
    const received = { method, path, headers, body: await buffer(incoming) };
    const held = isInsert(path) ? heldBack() : undefined;
    if (held) {
      const begun = held === 'the end' ? send(upstream, received) : undefined;
      waiting.push(() => begun ?? send(upstream, received));
      incoming.socket.destroy();
      return;
    }
    const sending = send(upstream, received);
    sending.finish();
    const response = await sending.response;
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  }

  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (incoming, answer) => {
    take(incoming, answer).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold: (asked) => {
      heldBack = asked;
    },
    held: () => waiting.length,
    deliver: async () => {
      const answers: { status: number; text: string }[] = [];
      for (const begin of waiting.splice(0)) {
        const sending = begin();
        sending.finish();
        answers.push(
          await sending.response.then(
            async (response) => ({ status: response.statusCode ?? 0, text: (await buffer(response)).toString() }),
            (error: Error) => ({ status: 0, text: error.message }),
          ),
        );
      }
      return answers;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function isInsert(path: string | undefined): boolean {
  return /^INSERT INTO events\b/.test(new URL(path ?? '', 'http://proxy').searchParams.get('query') ?? '');
}

/** Sends all but the last byte. */
function send(upstream: string, { method, path, headers, body }: Received): Sending {
  const { 'transfer-encoding': _, ...others } = headers;
  const outgoing = request(`${upstream}${path}`, {
    method,
    headers: { ...others, 'content-length': body.length },
    agent: false,
  });
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject);
  });
  response.catch(() => {});
  outgoing.write(body.subarray(0, -1));
  return { finish: () => outgoing.end(body.subarray(-1)), response };
}
