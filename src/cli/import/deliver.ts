import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { IngestAnswer } from '../../api/contract.ts';
import { VerbatimError } from '../../errors.ts';
import { backoff } from '../client/backoff.ts';
import type { Client, RequestOptions } from '../client/client.ts';
import { isLoopback } from '../client/loopback.ts';
import { clauseOf } from '../failure.ts';
import type { LineOrigin } from './file-origins.ts';
import type { Labels } from './labels.ts';

export interface DeliveryOptions {
  readonly client: Client;
  readonly cluster: string;
  readonly source: string | undefined;
  /** Of all lines, where the caller says it. */
  readonly format?: string | undefined;
  /** Whether the caller gave labels, which then must not be left out. */
  readonly areTold: boolean;
  readonly wait: (millis: number) => Promise<void>;
  readonly note: (line: string) => void;
}

/** What a delivery says of its lines. */
export type LineLabels = Labels & LineOrigin;

/** Delivers lines and resolves when they are durable. */
export type Deliver = (piece: Uint8Array, labels: LineLabels) => Promise<IngestAnswer>;

/** How often in a row one piece may fail: with the waits in between, about four minutes of outage. */
const MAX_FAILURES = 10;

/** A server that asks for more patience than this gets it asked again earlier. In seconds. */
const MAX_RETRY_AFTER = 60;

const compress = promisify(gzip);

/** Delivers to a server; what is pushed back or lost on the way is sent again, which is safe: nothing is stored twice. */
export function createDelivery({ client, cluster, source, format, areTold, wait, note }: DeliveryOptions): Deliver {
  const packed = !isLoopback(client.server.url);
  let reached = false;
  let mayLabel = true;

  async function post(piece: Uint8Array, labels: Partial<LineLabels>): Promise<IngestAnswer> {
    const { node, component, file, content, offset } = labels;
    const options: RequestOptions = {
      method: 'POST',
      query: {
        ...(source ? { source } : {}),
        ...(format ? { format } : {}),
        history: 'true',
        node,
        component,
        ...(file && { file, content, offset }),
      },
      contentType: 'application/x-ndjson',
      // Within one machine packing costs more than it saves.
      ...(packed
        ? { body: await compress(piece, { level: constants.Z_BEST_SPEED }), contentEncoding: 'gzip' }
        : { body: piece }),
    };
    for (let failures = 1; ; failures++) {
      try {
        const answer = await client.json<IngestAnswer>(`ingest/lines/${encodeURIComponent(cluster)}`, options);
        reached = true;
        return answer;
      } catch (error) {
        if (failures >= MAX_FAILURES || !isTransient(error, reached)) throw error;
        reached = true;
        const millis = waitOf(error, failures);
        note(`verbatim: ${clauseOf(error)}; trying again in ${Math.ceil(millis / 1000)} s`);
        await wait(millis);
      }
    }
  }

  return async (piece, labels) => {
    if (!mayLabel) return post(piece, {});
    try {
      return await post(piece, labels);
    } catch (error) {
      // What only paths say may be left out; what the caller said may not.
      if (areTold || isEmpty(labels) || !isForbidden(error)) throw error;
      const answer = await post(piece, {});
      if (mayLabel) note(`verbatim: ${clauseOf(error)}: what paths say of node, component and file is left out`);
      mayLabel = false;
      return answer;
    }
  };
}

function isEmpty({ node, component, file }: Labels): boolean {
  return node === '' && component === '' && file === '';
}

function isForbidden(error: unknown): boolean {
  return error instanceof VerbatimError && error.code === 'FORBIDDEN';
}

/** Push-back and lost connections. A server that was never there is a wrong address rather than an outage. */
function isTransient(error: unknown, reached: boolean): error is VerbatimError {
  if (!(error instanceof VerbatimError)) return false;
  if (error.code === 'SERVER_UNREACHABLE') return reached;
  return [429, 502, 503, 504].includes(Number(error.context.status));
}

function waitOf({ context }: VerbatimError, failures: number): number {
  const { retryAfter } = context;
  return typeof retryAfter === 'number' ? Math.min(retryAfter, MAX_RETRY_AFTER) * 1000 : backoff(failures);
}
