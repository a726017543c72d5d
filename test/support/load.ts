import { generate } from '../../bench/generator/generate.ts';
import { type Batch, batches } from '../../bench/load/batch.ts';
import { sendLoad } from '../../bench/load/send-load.ts';

export interface LoadOptions {
  /** The webhook of a cluster. */
  readonly url: string;
  readonly token: string;
  /** Other seeds are other events. */
  readonly seed: string;
}

/** A load that goes on until it is stopped, repeating as kube-apiserver does. */
export interface Load {
  /** The keys of the events that were acknowledged so far. */
  readonly acknowledged: readonly string[];
  /** Lets what is under way come to its end, acknowledged or dropped, and gives how many bodies were dropped. */
  stop(): Promise<number>;
}

/** Small, so that many requests are under way at any moment. */
const BATCH = 10;
const CONNECTIONS = 6;
/** kube-apiserver's patience of 81 s between attempts becomes 2.5 s, its time-out of 30 s 0.9 s. */
const TIME_SCALE = 0.03;

export function startLoad({ url, token, seed }: LoadOptions): Load {
  const acknowledged: string[] = [];
  let stopping = false;
  function* bodies(): Generator<Batch> {
    const lines = generate({ seed, from: '2026-03-02T09:00:00Z', level: 'Metadata' });
    for (const batch of batches(lines, { size: BATCH })) {
      if (stopping) return;
      yield batch;
    }
  }
  const sent = sendLoad({
    url,
    token,
    bodies: bodies(),
    connections: CONNECTIONS,
    timeScale: TIME_SCALE,
    onAck: ({ body }) => acknowledged.push(...keysOf(body)),
  });
  // A failure is told to whoever stops it.
  sent.catch(() => {});
  return {
    acknowledged,
    stop: async () => {
      stopping = true;
      return (await sent).droppedBatches;
    },
  };
}

const KEY = /"auditID":"([^"]*)","stage":"([^"]*)"/g;
/** A text holds at most 512 MB. */
const SLICE = 64 * 1024 * 1024;

/** What tells generated events apart, audit id and stage, of all in some bytes. */
export function* keysOf(bytes: Buffer): Generator<string> {
  for (let start = 0; start < bytes.length; ) {
    const lineEnd = bytes.indexOf(0x0a, start + SLICE);
    const end = lineEnd < 0 ? bytes.length : lineEnd;
    for (const [, auditID, stage] of bytes.toString('latin1', start, end).matchAll(KEY)) yield `${auditID} ${stage}`;
    start = end + 1;
  }
}
